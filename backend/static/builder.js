// Lets the rows of the builder be dragged: dropping one sends the same form as its buttons, with the place.
for (const body of document.querySelectorAll("[data-sortable]")) {
  let dragged = null;
  const rowOf = (event) => event.target.closest("tr");
  for (const row of body.rows) {
    if (row.querySelector("form")) row.draggable = true;
  }
  body.addEventListener("dragstart", (event) => {
    dragged = rowOf(event);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", ""); // without data Firefox drags nothing
    dragged.classList.add("dragged");
  });
  body.addEventListener("dragover", (event) => event.preventDefault());
  body.addEventListener("dragend", () => dragged.classList.remove("dragged"));
  body.addEventListener("drop", (event) => {
    event.preventDefault();
    const onto = rowOf(event);
    if (!onto || !dragged || onto === dragged) return;
    const place = document.createElement("input");
    Object.assign(place, { type: "hidden", name: "place", value: onto.sectionRowIndex + 1 });
    const form = dragged.querySelector("form");
    form.append(place);
    form.submit();
  });
}
