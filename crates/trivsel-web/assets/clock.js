// Lets the minutes on a page go on by themselves. The server keeps one deadline and sends no ticks; how much was left stands in the page.
(() => {
  const began = performance.now();
  const ends = new WeakMap();
  const paint = () => {
    for (const clock of document.querySelectorAll("[data-left]")) {
      // A part that was put anew has a time of its own.
      if (ends.get(clock)?.left !== clock.dataset.left) {
        ends.set(clock, { left: clock.dataset.left, at: performance.now() + Number(clock.dataset.left) });
      }
      const left = Math.ceil((ends.get(clock).at - performance.now()) / 60000);
      const words = left <= 0 ? clock.dataset.over : left === 1 ? clock.dataset.one : clock.dataset.many.replace("#", left);
      if (clock.textContent !== words) clock.textContent = words;
      const bar = clock.parentElement.querySelector("progress");
      if (bar) bar.value = Math.max(0, bar.max - Math.max(0, left));
    }
  };
  if (began >= 0) paint();
  setInterval(paint, 5000);
})();
