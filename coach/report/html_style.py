"""The style sheet of the page: light, dark if the reader's system is dark, and black on white in print."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf6; --ink: #1e2a2a; --soft: #4f5c59; --line: #c9cdc4;
  --band: #f1efe7; --tone: #1f7565; --tone-2: #14695b; --other: #8a5200; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #11171a; --ink: #dce5e1; --soft: #9db0ad;
  --line: #34454a; --band: #182126; --tone: #63c7a6; --tone-2: #6fc7b0; --other: #f2b866; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 50rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; padding-bottom: .2rem;
  border-bottom: 2px solid var(--tone-2); }
p { margin: .5rem 0; }
.period { font-size: 1.1rem; margin: 0; }
.caution, footer { color: var(--soft); font-size: .9rem; }
.caution { border-left: 3px solid var(--other); padding-left: .75rem; margin: 1rem 0; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: .75rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.blank { border-bottom: 1px solid var(--soft); min-height: 1.5em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1rem; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0;
  border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; }
th.figure, td.figure { text-align: right; font-variant-numeric: tabular-nums; }
.figure + td:not(.figure) { padding-left: .8rem; }
.figure + th:not(.figure) { padding-left: .8rem; }
figure { margin: 1rem 0; }
figcaption { color: var(--soft); font-size: .9rem; }
.picture { display: block; width: 100%; height: auto; font-size: 12px; fill: var(--ink); }
.defs { position: absolute; }
.picture .grid { stroke: var(--line); stroke-width: 1; }
.picture .bar, .picture .stair-2, .tone { fill: var(--tone); }
.picture [class^=stair] { shape-rendering: crispEdges; }
.picture .stair-0 { fill: url(#fill-0); }
.picture .stair-1 { fill: url(#fill-1); }
.picture .band-0 { fill: var(--band); }
.picture .band-1 { fill: none; }
.picture .outline { fill: none; stroke: var(--tone); stroke-width: 2; }
.picture .line { fill: none; stroke-width: 2; }
.picture .before.line { stroke: var(--other); stroke-dasharray: 5 4; }
.picture .after.line { stroke: var(--tone); }
.picture .before.mark { fill: var(--paper); stroke: var(--other); stroke-width: 1.6; }
.picture .after.mark { fill: var(--tone); stroke: var(--tone); stroke-width: 1.6; }
.picture .value, .picture .middle { text-anchor: middle; }
.picture .end { text-anchor: end; }
.picture .middle, .picture .end, .picture .start { fill: var(--soft); }
.notes { list-style: none; padding: 0; }
.notes li { margin: .5rem 0; }
.notes .about { color: var(--soft); font-size: .9rem; }
.notes blockquote { margin: .1rem 0 0; padding-inline-start: .75rem;
  border-inline-start: 3px solid var(--line); white-space: pre-wrap; unicode-bidi: isolate; }
@page { margin: 16mm 15mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --band: #f2f2f2; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  h2 { margin-top: 1.4rem; break-after: avoid; }
  .wide { overflow: visible; }
  caption, figcaption { break-before: avoid; }
  thead { display: table-header-group; }
  tr, figure, .notes li, dl { break-inside: avoid; }
  .picture { max-height: 70mm; }
  p { orphans: 3; widows: 3; }
}
"""
