"""How the page of `html` looks: at a desk, on a phone, in print, in light and dark.

Every colour stands beside a word. Text has a contrast of at least 4.5 to 1 on its ground (WCAG 2.2,
1.4.3), the bars of at least 3 to 1 (1.4.11).
"""

STYLE = """\
:root { color-scheme: light dark; --ink: #1d2126; --soft: #59616b; --ground: #fff; --line: #d5dae0;
  --tint: #f4f6f8; --mark: #fff1b8; --good: #1a7340; --warn: #8a5300; --bad: #b3261e;
  --muted: #59616b; --todo: #6b7480; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --soft: #a8b0ba; --ground: #15181c; --line: #363d45; --tint: #1e2328;
    --mark: #4a3f10; --good: #6fd198; --warn: #f0b35a; --bad: #ff8f86; --muted: #a8b0ba;
    --todo: #8c96a1; --link: #8ec2ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 46rem; background: var(--ground);
  color: var(--ink); font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1, h2, h3, dt, th, .kind, .signoff, .verdict, .number, svg, small, footer, .only {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { margin: 0 0 .75rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .75rem; padding-top: .5rem; border-top: 2px solid var(--ink);
  font-size: 1.15rem; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
article + article { margin-top: 4rem; }
.kind { margin: 0; color: var(--soft); font-size: .85rem; text-transform: uppercase;
  letter-spacing: .06em; }
.only, .signoff { margin: 0 0 1rem; padding: .6rem .8rem; background: var(--tint);
  border-left: 4px solid var(--todo); font-size: .95rem; }
.signoff.signed { border-color: var(--good); }
.signoff.changed { border-color: var(--warn); }
dl { margin: 0 0 1rem; font-size: .95rem; }
dl div { display: flex; gap: .75rem; }
dt { flex: 0 0 7.5rem; color: var(--soft); }
dd { margin: 0; flex: 1; }
figure { margin: 0; }
svg { display: block; width: 100%; max-width: 32rem; height: auto; font-size: 13px; }
svg text { fill: var(--ink); }
svg rect { fill: var(--todo); }
svg .good { fill: var(--good); } svg .warn { fill: var(--warn); } svg .bad { fill: var(--bad); }
svg .muted { fill: var(--muted); }
ul, ol { padding-left: 1.2rem; }
li { margin: .25rem 0; }
small { color: var(--soft); font-size: .85em; }
a { color: var(--link); }
blockquote { margin: 0 0 .6rem; padding-left: .9rem; border-left: 3px solid var(--line); }
blockquote p { margin: 0; }
mark { background: var(--mark); color: inherit; }
.claim { margin: 0 0 1.25rem; padding: .9rem 1rem; border: 1px solid var(--line);
  border-radius: 6px; }
.claim p { margin: .35rem 0; }
.claim:target { outline: 3px solid var(--link); }
.number { color: var(--soft); }
.number::before { content: "#"; }
.verdict { color: var(--todo); font-weight: 650; }
.verdict.good { color: var(--good); } .verdict.warn { color: var(--warn); }
.verdict.bad { color: var(--bad); } .verdict.muted { color: var(--muted); }
.glance { list-style: none; padding: 0; font-size: .95rem; }
.glance li { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.glance a { display: inline-block; min-width: 2.2rem; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
[dir="auto"] { text-align: start; }
ins { text-decoration: none; font-weight: 600; }
code { font-size: .85em; overflow-wrap: anywhere; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line);
  color: var(--soft); font-size: .85rem; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .claim, tr, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""
