// Runs before the page is painted: the reader's choice of light or dark, where one was made.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  if (/[?&]q=./.test(location.search)) root.classList.add("asked");
  try {
    var shade = localStorage.getItem("shade");
    if (shade === "dark" || shade === "light") root.dataset.shade = shade;
  } catch (error) {
    // Storage may be barred; the system's setting holds.
  }
})();
