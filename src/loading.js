// What both loaders do: that of the site (boot.js) and that of the page that is one file (single.js).

/** Theme and text size, as src/shell/records.rs keeps them under the site's own key: FNV-1a of the
 *  folder's path, as in engine::save::key_prefix. */
export function setLook() {
  try {
    const path = location.pathname.replace(/[^/]*$/, '');
    let site = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(path)) site = Math.imul(site ^ byte, 0x01000193) >>> 0;
    const key = `alongside/1/${site.toString(16).padStart(8, '0')}/look`;
    const [theme, text] = (localStorage.getItem(key) ?? '').split(' ');
    const look = document.documentElement.dataset;
    if (/^(light|dark)$/.test(theme)) look.theme = theme;
    if (/^(large|larger)$/.test(text)) look.text = text;
  } catch {
    // Storage is blocked: the system's own look will do.
  }
}

/** Says that the program could not be loaded. A panic has its own panel, shown by the program. */
export function showUnloaded(error) {
  if (document.getElementById('broken')?.hasAttribute('hidden')) {
    for (const id of ['app', 'boot']) document.getElementById(id)?.setAttribute('hidden', '');
    document.getElementById('unloaded')?.removeAttribute('hidden');
  }
  console.error(error);
}
