// Moves the focus to the summary of what is wrong with a form, so that a screen reader reads it first.
// Markup: <div class="notice bad" data-error-summary tabindex="-1">. Runs on load.
(() => {
  const focusSummary = () => document.querySelector("[data-error-summary]")?.focus();

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", focusSummary);
  } else {
    focusSummary();
  }
})();
