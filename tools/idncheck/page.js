/* SPDX-License-Identifier: MIT */
/* The page of idncheck --report: the rows of its table sorted and filtered.  Without this it is a plain table. */
"use strict";
(() => {
	const table = document.getElementById("names");
	const body = table.tBodies[0];
	const headings = Array.from(table.tHead.rows[0].cells);
	const rows = Array.from(body.rows);
	const places = new Map(rows.map((row, place) => [row, place]));
	let texts = null;

	const element = (name, properties) => Object.assign(document.createElement(name), properties);

	/* Numbers before text, by value, however many digits they have. */
	const compare = (a, b) => {
		const areNumbers = [a, b].map((key) => /^[0-9]+$/.test(key));
		if (areNumbers[0] !== areNumbers[1])
			return areNumbers[0] ? -1 : 1;
		if (areNumbers[0] && a.length !== b.length)
			return a.length - b.length;
		return a < b ? -1 : a > b ? 1 : 0;
	};

	const keyOf = (row, column) => {
		const cell = row.cells[column];
		return column === 0 ? String(places.get(row)) : cell.dataset.key ?? cell.textContent;
	};

	const sort = (column) => {
		const isDescending = headings[column].getAttribute("aria-sort") === "ascending";
		const sign = isDescending ? -1 : 1;
		const keyed = rows.map((row) => [keyOf(row, column), places.get(row), row]);
		const sorted = document.createDocumentFragment();

		keyed.sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
		for (const [, , row] of keyed)
			sorted.append(row);
		body.append(sorted);
		for (const heading of headings)
			heading.removeAttribute("aria-sort");
		headings[column].setAttribute("aria-sort", isDescending ? "descending" : "ascending");
	};

	const words = element("input", { type: "search", id: "words", autocomplete: "off", spellcheck: false });
	const verdict = element("select", { id: "verdict" });
	const shown = element("output", { id: "shown" });

	const filter = () => {
		const wanted = words.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
		let count = 0;

		if (wanted.length > 0)
			texts ??= rows.map((row) => row.textContent.toLowerCase());
		rows.forEach((row, i) => {
			const isShown = (verdict.value === "" || row.className === verdict.value) &&
				wanted.every((word) => texts[i].includes(word));
			row.hidden = !isShown;
			count += isShown;
		});
		shown.textContent = `${count} of ${rows.length} names shown`;
	};

	headings.forEach((heading, column) => {
		const button = element("button", { type: "button", textContent: heading.textContent });
		button.addEventListener("click", () => sort(column));
		heading.replaceChildren(button);
	});
	for (const [value, text] of [["", "all"], ["ok", "ok"], ["reject", "reject"]])
		verdict.append(element("option", { value, textContent: text }));
	words.addEventListener("input", filter);
	words.addEventListener("change", filter);
	verdict.addEventListener("change", filter);
	const controls = element("form", { id: "controls" });
	controls.addEventListener("submit", (event) => event.preventDefault());
	controls.append(element("label", { htmlFor: "words", textContent: "Rows with these words: " }), words,
		element("label", { htmlFor: "verdict", textContent: "Verdict: " }), verdict, shown);
	table.before(controls);
	filter();
})();
