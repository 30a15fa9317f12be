"""How a paper looks as HTML, on a screen and on sheets; a council may put a stylesheet of its own in its place."""

from __future__ import annotations

from typing import Final

STYLESHEET: Final = """\
:root { color-scheme: light; --ink: #1d2226; --quiet: #4a545c; --line: #8a949c; --ground: #ffffff;
  --head: #e9edf0; --link: #0b4f8a; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.5 "Source Sans 3", "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.5rem 0 .75rem;
  border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
p { margin: 0 0 .75rem; max-width: 48rem; }
p, td, dd { white-space: pre-line; overflow-wrap: break-word; }
a { color: var(--link); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--ground); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0 0 1.5rem; }
dt { color: var(--quiet); } dd { margin: 0; }
nav ul { columns: 18rem; margin: 0; padding-left: 1.1rem; }
.scroll { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; line-height: 1.4; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .55rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); }
tbody th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.red { background: #fbdcd7; } td.amber { background: #ffedc2; }
td.green { background: #d5eeda; } td.blue { background: #d6e6f7; }
tbody th.red { background: #fbdcd7; } tbody th.amber { background: #ffedc2; }
tbody th.green { background: #d5eeda; } tbody th.blue { background: #d6e6f7; }
figure { margin: 0 0 .5rem; } figure svg { max-width: 100%; height: auto; }
figcaption { font-weight: 600; padding: .25rem 0; }
@media (max-width: 40rem) { dl { display: block; } dd { margin-bottom: .5rem; } body { padding: 1rem; } }
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@page wide { size: A4 landscape; margin: 14mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  .wide { page: wide; }
  .scroll { overflow: visible; }
  table { font-size: 8.5pt; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  h2, caption, figcaption, p:has(+ .scroll), p:has(+ figure) { break-after: avoid; }
  thead, thead tr { break-after: avoid; } tbody tr:first-child { break-before: avoid; }
  td:not(.number) { overflow-wrap: anywhere; min-width: 7em; }
  td, th, svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
