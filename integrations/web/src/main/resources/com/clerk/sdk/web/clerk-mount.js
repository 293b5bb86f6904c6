(() => {
  if (window.ClerkPage) return;
  const script = document.currentScript;
  const options = JSON.parse(script.dataset.clerkOptions || '{}');
  if (script.nonce) options.nonce = script.nonce;
  const wait = 15000;
  const mounted = new Map();
  let loading;

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const timeout = async () => {
    await pause(wait);
    throw new Error('Clerk could not be loaded.');
  };

  // The scripts may come before this one or long after it, so nothing depends on an event that may be over.
  const load = async () => {
    const end = Date.now() + wait;
    while (!(window.Clerk && window.__internal_ClerkUICtor)) {
      if (Date.now() > end) return timeout();
      await pause(50);
    }
    if (!window.Clerk.loaded) {
      await window.Clerk.load({ ...options, ui: { ClerkUI: window.__internal_ClerkUICtor } });
    }
    return window.Clerk;
  };
  // A script that is blocked, and one that waits for Clerk without end, fail alike.
  const ready = () => (loading ||= Promise.race([load(), timeout()]));

  // The page to come back to is in the query, which components do not see that route behind #.
  const back = () => {
    const wanted = new URLSearchParams(location.search).get('redirect_url');
    try {
      const url = new URL(wanted || '');
      return url.origin === location.origin && url.protocol === location.protocol ? url.href : undefined;
    } catch {
      return undefined;
    }
  };
  const propsOf = (name, element) => {
    const props = JSON.parse(element.dataset.clerkProps || '{}');
    const url = name === 'SignIn' || name === 'SignUp' ? back() : undefined;
    return url
      ? { ...props, fallbackRedirectUrl: url, signInFallbackRedirectUrl: url, signUpFallbackRedirectUrl: url }
      : props;
  };

  // Clerk's own page for the same, from which the user comes back.
  const hosted = (element) => {
    const url = new URL(element.dataset.clerkHosted);
    url.searchParams.set('redirect_url', back() || location.href);
    const link = document.createElement('a');
    link.href = url.href;
    link.textContent = element.getAttribute('aria-label');
    return link;
  };
  // Inside the place alone, so that the focus stays where the user is.
  const failed = (element) => {
    const words = document.createElement('p');
    words.setAttribute('role', 'alert');
    words.append('This part of the page could not be loaded. ');
    if (element.dataset.clerkHosted) words.append(hosted(element));
    element.replaceChildren(words);
  };

  const mount = async (element) => {
    if (mounted.has(element)) return;
    const name = element.dataset.clerkMount;
    mounted.set(element, name);
    try {
      const clerk = await ready();
      if (mounted.has(element) && element.isConnected) {
        clerk['mount' + name](element, propsOf(name, element));
      }
    } catch (error) {
      console.error(error);
      failed(element);
    }
    element.removeAttribute('aria-busy');
  };

  const elements = (root) => {
    const found = [...root.querySelectorAll('[data-clerk-mount]')];
    return root.matches && root.matches('[data-clerk-mount]') ? [root, ...found] : found;
  };
  const scan = (root = document) => elements(root).forEach(mount);
  const clear = () => {
    for (const [element, name] of mounted) {
      if (window.Clerk && window.Clerk.loaded) window.Clerk['unmount' + name](element);
    }
    mounted.clear();
  };

  // The claims of the token that the next request sends to the server.
  const claims = () => {
    const token = /(?:^|; )__session=[^.;]+\.([^.;]+)\./.exec(document.cookie);
    try {
      return JSON.parse(atob(token[1].replace(/-/g, '+').replace(/_/g, '/')));
    } catch {
      return {};
    }
  };

  // A token ends after a minute, and a form may be open for longer: the server would refuse what the user wrote.
  const renewing = new WeakSet();
  const renew = () => {
    const token = ready().then((clerk) => clerk.session && clerk.session.getToken());
    return Promise.race([token, pause(5000)]).catch(() => {});
  };
  const isLate = () => {
    const signedOut = window.Clerk && window.Clerk.loaded && !window.Clerk.session;
    return !signedOut && !(claims().exp * 1000 > Date.now() + 2000);
  };
  const submitted = async (event) => {
    const form = event.target;
    const method = event.submitter?.getAttribute('formmethod') || form.getAttribute('method') || '';
    const left = event.defaultPrevented || method.toLowerCase() !== 'post' || form.dataset.clerkRenewal === 'off';
    if (left || renewing.has(form) || !isLate()) return;
    event.preventDefault();
    await renew();
    // A browser ignores a submission while the event of another is on its way through the page.
    await pause(0);
    renewing.add(form);
    try {
      // A field of the form may be named like the method.
      HTMLFormElement.prototype.requestSubmit.call(form, event.submitter);
    } finally {
      renewing.delete(form);
    }
  };

  // Clerk itself goes to the next page: a step of the sign-out would be lost otherwise.
  const signOut = async (event) => {
    const control = event.target.closest && event.target.closest('[data-clerk-sign-out]');
    if (!control) return;
    event.preventDefault();
    const redirectUrl = control.dataset.clerkSignOut;
    (await ready()).signOut(redirectUrl ? { redirectUrl } : undefined);
  };

  // The back button shows a page as it was, also that of a session which has ended.
  const shown = (event) => {
    const session = window.Clerk && window.Clerk.loaded && window.Clerk.session;
    if (event.persisted && session && session.id !== claims().sid) location.reload();
  };

  // The server drew the page for the session of the cookie. If Clerk knows another, or none, the page is drawn anew:
  // once, because they may go on to disagree, and not in the middle of something: a text, or a step of a component,
  // which is behind #.
  const drawnFor = claims().sid;
  let written = false;
  const compare = (clerk) => {
    const change = `${drawnFor} ${clerk.session?.id}`;
    const agreed = clerk.session?.id === drawnFor;
    const busy = written || location.hash.startsWith('#/');
    try {
      if (agreed) sessionStorage.removeItem('clerk-page-drawn');
      else if (!busy && sessionStorage.getItem('clerk-page-drawn') !== change) {
        sessionStorage.setItem('clerk-page-drawn', change);
        location.replace(location.href.replace(/#.*/, '')); // never sends a form again, as reload does
      }
    } catch {} // without storage nobody knows how often
  };

  window.ClerkPage = { ready, scan, clear };
  // Also on a page without components: Clerk keeps the token of the page fresh.
  const start = () => {
    scan();
    ready().then(compare).catch(console.error);
  };
  // Once the page is parsed. DOMContentLoaded comes later, and never if one of the scripts does not.
  if (document.readyState === 'loading') document.addEventListener('readystatechange', start, { once: true });
  else start();
  document.addEventListener('htmx:load', (event) => scan(event.target));
  document.addEventListener('turbo:load', () => scan());
  document.addEventListener('turbo:before-cache', clear);
  document.addEventListener('input', () => (written = true), { once: true, capture: true });
  document.addEventListener('submit', submitted);
  document.addEventListener('click', signOut);
  window.addEventListener('pageshow', shown);
})();
