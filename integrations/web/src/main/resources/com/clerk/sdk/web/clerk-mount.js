(() => {
  const script = document.currentScript;
  const options = JSON.parse(script.dataset.clerkOptions || '{}');
  if (script.nonce) options.nonce = script.nonce;
  const wait = 15000;
  const mounted = new Map();
  let loading;

  // The scripts may come before this one or long after it, so nothing depends on an event that may be over.
  const scripts = async () => {
    for (let waited = 0; !(window.Clerk && window.__internal_ClerkUICtor); waited += 50) {
      if (waited >= wait) throw new Error('Clerk could not be loaded.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const ready = () => (loading ||= (async () => {
    await scripts();
    if (!window.Clerk.loaded) {
      await window.Clerk.load({ ...options, ui: { ClerkUI: window.__internal_ClerkUICtor } });
    }
    return window.Clerk;
  })());

  const mount = async (element) => {
    if (mounted.has(element)) return;
    const name = element.dataset.clerkMount;
    mounted.set(element, name);
    try {
      const clerk = await ready();
      if (mounted.has(element) && element.isConnected) {
        clerk['mount' + name](element, JSON.parse(element.dataset.clerkProps || '{}'));
      }
    } catch (error) {
      console.error(error);
      element.setAttribute('role', 'status');
      element.textContent = 'This part of the page could not be loaded.';
    }
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

  window.ClerkPage ||= { ready, scan, clear };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => scan());
  else scan();
  document.addEventListener('htmx:load', (event) => scan(event.target));
  document.addEventListener('turbo:load', () => scan());
  document.addEventListener('turbo:before-cache', clear);
})();
