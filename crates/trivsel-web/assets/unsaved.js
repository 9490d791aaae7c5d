// Warns before somebody leaves a form that was changed and not saved.
// Markup: <form data-unsaved>. A form that came back with errors holds unsaved text from the start:
// <form data-unsaved="changed">.
(() => {
  const asText = (form) => {
    const pairs = [...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]);
    return JSON.stringify(pairs);
  };
  const before = new WeakMap();
  let isLeavingOnPurpose = false;

  const remember = () => {
    for (const form of document.querySelectorAll("form[data-unsaved]")) {
      if (!before.has(form)) {
        before.set(form, form.dataset.unsaved === "changed" ? null : asText(form));
      }
    }
  };
  const isChanged = (form) => before.has(form) && before.get(form) !== asText(form);

  // Browsers refill forms after the page has loaded when somebody goes back: look after that.
  window.addEventListener("pageshow", () => {
    isLeavingOnPurpose = false;
    remember();
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) {
      isLeavingOnPurpose = true;
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeavingOnPurpose && [...document.querySelectorAll("form[data-unsaved]")].some(isChanged)) {
      event.preventDefault();
    }
  });
})();
