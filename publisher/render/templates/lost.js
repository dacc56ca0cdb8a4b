for (const link of document.querySelectorAll("[data-to]")) {
  const before = location.pathname.split(/\/(?:zh|en)\//)[0];
  link.href = (/\/(?:zh|en)\//.test(location.pathname) ? before : "") + "/" + link.dataset.to;
}
