// Takes what was just done out of the address, so that it is not said again when the page is loaded anew or its address is passed on.
(() => {
  const address = new URL(window.location.href);
  if (address.searchParams.has("done")) {
    address.searchParams.delete("done");
    window.history.replaceState(window.history.state, "", address);
  }
})();
