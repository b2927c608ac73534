// Show one slide at a time. The arrows, space, Page Up and Down, Home and End lead on;
// space and arrow down show the answer first, and what of it is below the screen, as does
// the black-screen key of a pointer.
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const numbered = () => slides.findIndex((slide) => `#${slide.id}` === location.hash);
  let shown = Math.max(numbered(), 0);
  document.documentElement.classList.add("is-led");
  const show = (number) => {
    shown = Math.min(Math.max(number, 0), slides.length - 1);
    slides.forEach((slide, at) => slide.classList.toggle("is-shown", at === shown));
    try {
      history.replaceState(null, "", `#${slides[shown].id}`);
    } catch { /* some browsers keep no place for a file */ }
    scrollTo(0, 0);
    slides[shown].focus({ preventScroll: true });
  };
  const answer = () => slides[shown].querySelector("details");
  const isHidden = () => answer() && !answer().open;
  const ask = () => {
    answer().open = true;
    answer().scrollIntoView({ block: "start" });
  };
  const hide = () => {
    if (answer()) answer().open = false;
    scrollTo(0, 0);
  };
  const isMore = () => {
    const page = document.documentElement;
    return Math.ceil(scrollY + innerHeight) < page.scrollHeight;
  };
  const onward = () => {
    if (isHidden()) ask();
    else if (isMore()) scrollBy(0, 0.8 * innerHeight);
    else next();
  };
  const next = () => show(shown + 1);
  const previous = () => show(shown - 1);
  const keys = {
    ArrowRight: next,
    PageDown: next,
    ArrowLeft: previous,
    PageUp: previous,
    Home: () => show(0),
    End: () => show(slides.length - 1),
    " ": (event) => (event.shiftKey ? previous() : onward()),
    ArrowDown: (event) => (isHidden() ? ask() : (event.isLeft = true)),
    b: () => (isHidden() ? ask() : hide()),
  };
  keys["."] = keys.b;
  addEventListener("keydown", (event) => {
    const act = keys[event.key];
    const isOnLink = event.key === " " && event.target.closest("summary, a");
    if (!act || isOnLink || event.ctrlKey || event.altKey || event.metaKey) return;
    act(event);
    if (!event.isLeft) event.preventDefault();
  });
  addEventListener("hashchange", () => numbered() >= 0 && show(numbered()));
  show(shown);
})();
