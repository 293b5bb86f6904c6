// Clerk's SDK for Node, unmodified, against a local Clerk. Prints a line for each check, and exits with 1 if one fails.
// The environment has what a local Clerk prints, and what the test adds: the addresses of another instance.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(process.argv[2]);
const { createClerkClient, verifyToken } = require('@clerk/backend');
const { verifyWebhook } = require('@clerk/backend/webhooks');

const {
  CLERK_SECRET_KEY: secretKey,
  CLERK_PUBLISHABLE_KEY: publishableKey,
  CLERK_API_URL: apiUrl,
  CLERK_PROXY_URL: proxyUrl,
  CLERK_JWT_KEY: jwtKey,
} = process.env;
const app = 'http://localhost:8080';
const clerk = createClerkClient({ secretKey, publishableKey, apiUrl, proxyUrl, telemetry: { disabled: true } });

let failures = 0;
async function check(name, code) {
  try {
    await code();
    console.log(`ok ${name}`);
  } catch (error) {
    failures++;
    console.log(`not ok ${name}: ${String(error.stack)} ${JSON.stringify(error.errors ?? '')}`);
  }
}
const refused = (promise, status, code) =>
  assert.rejects(promise, error => error.status === status && error.errors[0].code === code);
const ask = (headers, options = {}) =>
  clerk.authenticateRequest(new Request(`${app}/private`, { headers }), { proxyUrl, ...options });

let user, organization, session, token;

await check('a user is created, read, listed, changed and counted', async () => {
  user = await clerk.users.createUser({
    emailAddress: ['ada@example.com'],
    password: 'correct horse battery',
    firstName: 'Ada',
    publicMetadata: { plan: 'gold' },
  });
  assert.equal((await clerk.users.getUser(user.id)).primaryEmailAddress.emailAddress, 'ada@example.com');
  const list = await clerk.users.getUserList({ emailAddress: ['ada@example.com'], limit: 5 });
  assert.deepEqual([list.totalCount, list.data[0].id], [1, user.id]);
  assert.equal((await clerk.users.updateUser(user.id, { lastName: 'Lovelace' })).fullName, 'Ada Lovelace');
  const merged = await clerk.users.updateUserMetadata(user.id, { publicMetadata: { seats: 3 } });
  assert.deepEqual(merged.publicMetadata, { plan: 'gold', seats: 3 });
  // The one whose browser this is, and the new one.
  assert.equal(await clerk.users.getCount(), 2);
});

await check('a password is verified', async () => {
  const params = { userId: user.id, password: 'correct horse battery' };
  assert.deepEqual(await clerk.users.verifyPassword(params), { verified: true });
  await refused(clerk.users.verifyPassword({ ...params, password: 'wrong' }), 422, 'incorrect_password');
});

await check('an error has the status and the code of Clerk', async () => {
  await refused(clerk.users.getUser('user_unknown'), 404, 'resource_not_found');
  await refused(clerk.users.createUser({ emailAddress: ['ada@example.com'] }), 422, 'form_identifier_exists');
});

await check('an organization has members and invitations', async () => {
  organization = await clerk.organizations.createOrganization({ name: 'Engines', createdBy: user.id });
  const organizationId = organization.id;
  const members = await clerk.organizations.getOrganizationMembershipList({ organizationId });
  assert.deepEqual([members.totalCount, members.data[0].role], [1, 'org:admin']);
  const invitation = await clerk.organizations.createOrganizationInvitation({
    organizationId,
    emailAddress: 'grace@example.com',
    role: 'org:member',
    inviterUserId: user.id,
  });
  assert.equal(invitation.status, 'pending');
  const pending = await clerk.organizations.getOrganizationInvitationList({ organizationId, status: ['pending'] });
  assert.equal(pending.totalCount, 1);
  const revoked = await clerk.organizations.revokeOrganizationInvitation({
    organizationId,
    invitationId: invitation.id,
    requestingUserId: user.id,
  });
  assert.equal(revoked.status, 'revoked');
});

await check('a session mints a token that verifies with the key set and with the public key', async () => {
  session = await clerk.sessions.createSession({ userId: user.id });
  token = (await clerk.sessions.getToken(session.id)).jwt;
  assert.equal((await verifyToken(token, { secretKey, apiUrl })).sub, user.id);
  assert.equal((await verifyToken(token, { jwtKey })).sid, session.id);
});

await check('a request with a session token is signed in', async () => {
  const state = await ask({ authorization: `Bearer ${token}` });
  assert.equal(state.isAuthenticated, true, state.reason);
  assert.equal(state.toAuth().userId, user.id);
});

await check('a request without, with a forged and with a foreign token is signed out', async () => {
  assert.equal((await ask({})).isAuthenticated, false);
  const [header, payload, signature] = token.split('.');
  const other = signature[9] === 'A' ? 'B' : 'A';
  const forged = [header, payload, signature.slice(0, 9) + other + signature.slice(10)].join('.');
  assert.equal((await ask({ authorization: `Bearer ${forged}` })).reason, 'token-invalid-signature');
  const foreign = await ask({ authorization: `Bearer ${process.env.FOREIGN_TOKEN}` });
  assert.equal(foreign.isAuthenticated, false);
});

await check('a browser is signed in by its cookies, with its organization', async () => {
  const state = await ask({ cookie: process.env.BROWSER_COOKIES, 'sec-fetch-dest': 'document' });
  assert.equal(state.status, 'signed-in', state.reason);
  assert.equal(state.toAuth().userId, process.env.BROWSER_USER);
});

await check('a browser with an expired token comes back from the handshake signed in', async () => {
  const cookie = process.env.BROWSER_COOKIES.replaceAll(/(__session(_\w+)?=)[^;]+/g, `$1${process.env.EXPIRED_TOKEN}`);
  const state = await ask({ cookie, 'sec-fetch-dest': 'document' });
  assert.equal(state.status, 'handshake', state.reason);
  const handshake = await fetch(state.headers.get('location'), { redirect: 'manual' });
  assert.equal(handshake.status, 307);
  const back = new Request(handshake.headers.get('location'), { headers: { cookie, 'sec-fetch-dest': 'document' } });
  const after = await clerk.authenticateRequest(back, { proxyUrl });
  assert.equal(after.status, 'signed-in', after.reason);
  assert.equal(after.toAuth().userId, process.env.BROWSER_USER);
  const fresh = after.headers.getSetCookie().map(line => line.split(';')[0]).join('; ');
  const next = await ask({ cookie: fresh, 'sec-fetch-dest': 'document' });
  assert.equal(next.status, 'signed-in', next.reason);
});

await check('a session that is revoked mints no more tokens', async () => {
  assert.equal((await clerk.sessions.revokeSession(session.id)).status, 'revoked');
  await assert.rejects(clerk.sessions.getToken(session.id));
});

await check('an API key is created, accepted and revoked', async () => {
  const key = await clerk.apiKeys.create({ name: 'nightly', subject: user.id, scopes: ['read'] });
  const accepted = await ask({ authorization: `Bearer ${key.secret}` }, { acceptsToken: 'api_key' });
  assert.equal(accepted.isAuthenticated, true, accepted.reason);
  assert.equal(accepted.toAuth().userId, user.id);
  await clerk.apiKeys.revoke({ apiKeyId: key.id });
  assert.equal((await ask({ authorization: `Bearer ${key.secret}` }, { acceptsToken: 'api_key' })).isAuthenticated, false);
});

await check('a machine has a token', async () => {
  const machine = await clerk.machines.create({ name: 'importer' });
  const { secret: machineSecretKey } = await clerk.machines.getSecretKey(machine.id);
  const created = await clerk.m2m.createToken({ machineSecretKey, secondsUntilExpiration: 60 });
  const accepted = await ask({ authorization: `Bearer ${created.token}` }, { acceptsToken: 'm2m_token' });
  assert.equal(accepted.isAuthenticated, true, accepted.reason);
  assert.equal(accepted.toAuth().machineId, machine.id);
});

await check('an OAuth access token is accepted', async () => {
  const accepted = await ask(
    { authorization: `Bearer ${process.env.OAUTH_TOKEN}` }, { acceptsToken: 'oauth_token' });
  assert.equal(accepted.isAuthenticated, true, accepted.reason);
  assert.equal(accepted.toAuth().userId, process.env.BROWSER_USER);
});

await check('lists, tokens and settings keep what they are told', async () => {
  const allowed = await clerk.allowlistIdentifiers.createAllowlistIdentifier({ identifier: 'a@example.com', notify: false });
  assert.equal((await clerk.allowlistIdentifiers.getAllowlistIdentifierList()).data[0].id, allowed.id);
  const url = await clerk.redirectUrls.createRedirectUrl({ url: 'https://example.com/callback' });
  assert.equal((await clerk.redirectUrls.getRedirectUrl(url.id)).url, 'https://example.com/callback');
  const invitation = await clerk.invitations.createInvitation({ emailAddress: 'new@example.com' });
  assert.equal((await clerk.invitations.getInvitationList()).data[0].id, invitation.id);
  assert.match((await clerk.signInTokens.createSignInToken({ userId: user.id, expiresInSeconds: 60 })).url, /^http/);
  assert.ok((await clerk.testingTokens.createTestingToken()).token);
  const template = await clerk.jwtTemplates.create({ name: 'hasura', claims: { plan: 'gold' } });
  assert.equal((await clerk.jwtTemplates.get(template.id)).name, 'hasura');
});

await check('plans and subscriptions are read', async () => {
  // Clerk's SDK sends no flag here, and promises a page with its total.
  const plans = await clerk.billing.getPlanList();
  assert.deepEqual(plans.data.map(plan => plan.slug), ['pro']);
  assert.equal(plans.totalCount, 1);
  assert.equal(plans.data[0].fee.amount, 1000);
  const grace = (await clerk.users.getUserList({ emailAddress: ['grace@example.com'] })).data[0];
  const subscription = await clerk.billing.getUserBillingSubscription(grace.id);
  assert.equal(subscription.subscriptionItems[0].plan.features[0].slug, 'export');
  const canceled = await clerk.billing.cancelSubscriptionItem(subscription.subscriptionItems[0].id);
  assert.equal(canceled.status, 'canceled');
});

await check('a webhook is verified', async () => {
  const { url, headers, body, secret } = JSON.parse(process.env.WEBHOOK);
  const event = await verifyWebhook(new Request(url, { method: 'POST', headers, body }), { signingSecret: secret });
  assert.equal(event.type, 'user.created');
  const other = new Request(url, { method: 'POST', headers, body: body + ' ' });
  await assert.rejects(verifyWebhook(other, { signingSecret: secret }));
});

await check('what is not supported is told as that', async () => {
  const response = await fetch(`${apiUrl}/v1/public/interstitial`, { headers: { authorization: `Bearer ${secretKey}` } });
  assert.equal(response.status, 501);
  assert.equal((await response.json()).errors[0].code, 'not_supported_here');
});

await check('a deleted user is gone', async () => {
  await clerk.organizations.deleteOrganization(organization.id);
  await clerk.users.deleteUser(user.id);
  await refused(clerk.users.getUser(user.id), 404, 'resource_not_found');
});

process.exit(failures === 0 ? 0 : 1);
