// Shows the filtered list as soon as a choice is made with mouse or finger.
// Markup: <form method="get" data-filter-form>. The form keeps its button: with the keyboard the arrow keys change a
// closed list step by step, and a page that loads at every step cannot be used (WCAG 3.2.2). So keys wait for the button.
(() => {
  let byPointer = false;
  document.addEventListener("pointerdown", () => { byPointer = true; }, true);
  document.addEventListener("keydown", () => { byPointer = false; }, true);

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-filter-form]");
    const isChoice = event.target.matches("select, input[type=checkbox], input[type=radio]");
    if (form && isChoice && byPointer) {
      form.requestSubmit();
    }
  });
})();
