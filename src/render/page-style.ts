import { pageColors, type PageColors } from './page-colors.ts';

const variables = (colors: PageColors) =>
  Object.entries(colors)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ');

/** Screens that get the pictures for phones, and tables that stack. */
const phones = '(max-width: 34rem)';
/** One of more columns than a page is wide enough for. */
const manyColumns = 'table:has(th:nth-child(8))';

/** The look of every page: a textbook's, in one column with a margin; nothing in it is fetched. */
export const pageStyle = `
:root { color-scheme: light dark; ${variables(pageColors.light)}
  --serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', 'DejaVu Serif', serif;
  --sans: Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --column: 36rem; --wide: 52rem; --ground: multiply; --turned: none; }
@media (prefers-color-scheme: dark) { :root { ${variables(pageColors.dark)} --ground: screen; --turned: invert(1) hue-rotate(180deg); } }
* { box-sizing: border-box; }
html { font-size: clamp(16.5px, 15.2px + .26vw, 20px); text-size-adjust: 100%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: var(--serif); line-height: 1.6; text-wrap: pretty; overflow-wrap: break-word; font-variant-numeric: lining-nums; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .6rem; background: var(--paper); padding: .2rem .5rem; z-index: 1; }

.course { display: flex; gap: .4rem 1.3rem; align-items: center; flex-wrap: wrap; padding: .75rem clamp(1rem, 3vw, 2.4rem); border-bottom: 1px solid var(--line); font: .8rem/1.4 var(--sans); }
.course a { color: var(--soft); text-decoration: none; } .course a:hover { color: var(--link); } .course a:first-child { color: var(--ink); font-weight: 700; }
.steps small { color: var(--soft); margin-right: .5rem; white-space: nowrap; } .steps { display: flex; align-items: center; gap: 2px; margin-left: auto; flex: 0 1 16rem; min-width: 6rem; }
.steps i { flex: 1; height: .3rem; border-radius: 1px; background: var(--soft); } .steps .here { background: var(--mark); } .steps .here ~ i { background: var(--line); }

main { max-width: calc(var(--wide) + 2 * clamp(1rem, 3vw, 2.4rem)); margin: 0 auto; padding: 0 clamp(1rem, 3vw, 2.4rem) 4rem; display: flow-root; }
main > * { max-width: var(--column); }
main > header { margin: 3.2rem 0 1.9rem; display: flex; flex-direction: column; max-width: 44rem; }
h1 span { display: inline-block; } h1 { font: 700 clamp(1.8rem, 1.3rem + 2vw, 2.5rem)/1.14 var(--sans); letter-spacing: -.021em; margin: 0; text-wrap: balance; }
header p { order: -1; margin: 0 0 .7rem; font: .8rem/1.5 var(--sans); } header p em { font-style: normal; color: var(--soft); } header p a { color: inherit; }
h2, h3 { font-family: var(--sans); font-weight: 650; line-height: 1.28; letter-spacing: -.008em; text-wrap: balance; break-after: avoid; }
h2 { font-size: 1.32rem; margin: 2.9rem 0 .75rem; } h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p, ul, ol { margin: 0 0 1.05rem; } ul, ol { padding-left: 1.3rem; } li { margin: .25rem 0; }
h2 + h3 { margin-top: 1rem; }
.contents { font: .78rem/1.45 var(--sans); } .contents ol { list-style: none; margin: 0; padding: 0; } .contents li { margin: .42rem 0; } .contents a { color: var(--soft); text-decoration: none; } .contents a:hover { color: var(--link); text-decoration: underline; }
.note { display: none; font: .76rem/1.5 var(--sans); color: var(--soft); font-variant-numeric: tabular-nums; } .note b { font-weight: 600; color: var(--ink); }
.claim { color: inherit; text-decoration: none; border-bottom: 2px solid color-mix(in srgb, var(--mark) 65%, transparent); } .claim:hover { color: var(--mark); }
math { font-family: 'Latin Modern Math', 'STIX Two Math', 'Cambria Math', 'Libertinus Math', 'TeX Gyre Termes Math', 'DejaVu Math TeX Gyre', math; font-size: 1.06em; } math[display=block] { margin: 1rem 0; overflow-x: auto; overflow-y: hidden; }

code { font: .87em var(--mono); } :not(pre) > code { background: var(--tint); border-radius: 3px; padding: .1em .2em; overflow-wrap: anywhere; } td > code, li > code { overflow-wrap: normal; }
.code { margin: 0 0 1.2rem; background: var(--tint); border-radius: 6px; overflow: hidden; } .code .file { font: .74rem var(--mono); color: var(--soft); padding: .7rem 1.1rem 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: .75rem 1.1rem .85rem; overflow-x: auto; line-height: 1.55; tab-size: 2; } pre:focus-visible { outline-offset: -2px; } pre code { font-size: .8rem; }
.keyword { color: var(--link); } .function { color: var(--mark); } .string { color: var(--good); } .comment { color: var(--soft); font-style: italic; }

figure { margin: 2rem 0 2.2rem -1.2rem; max-width: calc(var(--wide) + 1.2rem); break-inside: avoid; clear: right; }
img { display: block; width: 100%; height: auto; }
figure svg { display: block; width: 100%; height: auto; font-family: 'DejaVu Sans', Verdana, var(--sans); } figure .phone { display: none; } figure .thumbnail { max-width: 20rem; margin-left: 1.2rem; } .cell { shape-rendering: crispEdges; }
figure svg, figure img, .card img { mix-blend-mode: var(--ground); filter: var(--turned); }
figcaption { font: .8rem/1.5 var(--sans); color: var(--soft); max-width: var(--column); margin: .6rem 0 0 1.2rem; } figcaption b { display: block; color: var(--ink); font-weight: 650; font-size: .88rem; }
figure + p:has(> a[href*='lab.html#']) { font: .8rem/1.5 var(--sans); margin-top: -1.5rem; }

blockquote { margin: 1.6rem 0; padding: .95rem 1.2rem; background: var(--tint); border-left: 3px solid var(--mark); border-radius: 0 6px 6px 0; font: .92rem/1.55 var(--sans); }
blockquote p { margin: 0 0 .5rem; } blockquote ul { margin: 0; padding: 0; list-style: none; } blockquote li { padding-left: 1.5rem; position: relative; } blockquote li::before { content: ''; position: absolute; left: .1rem; top: .38em; width: .72em; height: .72em; border: 1.5px solid var(--soft); border-radius: 50%; } blockquote > :last-child { margin-bottom: 0; }
blockquote:has(+ details) { margin-bottom: 0; border-bottom-right-radius: 0; } blockquote + details { margin: 0 0 1.6rem; background: var(--tint); border-left: 3px solid var(--mark); padding: 0 1.2rem .8rem; border-radius: 0 0 6px 0; }
details { margin: 0 0 .7rem; font: .88rem/1.55 var(--sans); } summary { cursor: pointer; color: var(--link); } details > :not(summary) { margin: .5rem 0 .4rem; }

table { border-collapse: collapse; width: 100%; max-width: var(--wide); font: .8rem/1.45 var(--sans); margin: .9rem 0 1.6rem; font-variant-numeric: tabular-nums; clear: right; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: 600; border-bottom: 1.5px solid var(--soft); vertical-align: bottom; } :is(th, td):last-child { padding-right: 0; }
.right { text-align: right; } td.right { white-space: nowrap; } .right + :not(.right) { padding-left: .6rem; } td:last-child strong { color: var(--bad); } ${manyColumns} { font-size: .74rem; } ${manyColumns} :is(th, td) { padding-right: .6rem; }

.cards { list-style: none; padding: 0; margin: 1.2rem 0 0; max-width: var(--wide); display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 1.3rem; }
.card { position: relative; margin: 0; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; padding-bottom: 1rem; } .card:hover { border-color: var(--link); } .card > :not(img) { margin-inline: 1.05rem; }
.card img { aspect-ratio: 8 / 5; object-fit: contain; padding: .6rem .6rem 0; }
.card h3 { font-size: .98rem; margin-block: .9rem .35rem; } .card h3 a { color: inherit; text-decoration: none; } .card h3 a::after { content: ''; position: absolute; inset: 0; } .card h3 span { color: var(--mark); font-variant-numeric: tabular-nums; margin-right: .15rem; }
.card p { font: .82rem/1.5 var(--sans); color: var(--soft); margin-block: 0; } .card .state { display: flex; flex-wrap: wrap; gap: 0 .9rem; font-size: .74rem; font-weight: 600; color: var(--good); margin-top: .5rem; } .card strong { color: var(--bad); }

#glossary + ul { list-style: none; padding: 0; } #glossary + ul li { margin: .75rem 0; padding-left: 1.3rem; text-indent: -1.3rem; } #glossary + ul em { font: .8rem var(--sans); margin-left: .3rem; } [id]:target { background: color-mix(in srgb, var(--mark) 18%, transparent); }

.needs { list-style: none; padding: 0; margin: 1rem 0; font: .86rem/2.1rem var(--sans); max-width: var(--wide); } 
.needs li { position: relative; height: 2.1rem; margin: 0; padding-left: 6.9rem; white-space: nowrap; overflow-x: clip; text-overflow: ellipsis; }
.needs li::before { content: ''; position: absolute; left: 5.45rem; top: .9rem; width: .3rem; height: .3rem; border-radius: 50%; background: var(--paper); box-shadow: 0 0 0 2px var(--link); z-index: 1; }
.needs svg { position: absolute; left: 0; bottom: 1.05rem; width: 5.6rem; fill: none; stroke: color-mix(in srgb, var(--soft) 55%, transparent); stroke-width: 1.4; overflow: visible; pointer-events: none; } .needs li:hover svg, .needs li:focus-within svg { stroke: var(--mark); stroke-width: 2.4; }
.needs a { color: var(--ink); text-decoration: none; font-weight: 600; } .needs a:hover { color: var(--link); } .needs small { color: var(--soft); margin-left: .6rem; }

.turn { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 3.4rem 0 0; max-width: var(--wide); font: 600 .92rem/1.35 var(--sans); }
.turn a { border: 1px solid var(--line); border-radius: 8px; padding: .85rem 1.1rem; text-decoration: none; } .turn a:hover { border-color: var(--link); } .turn small { display: block; color: var(--soft); font-weight: 400; margin-bottom: .15rem; } .turn .next { grid-column: 2; text-align: right; }

@media (min-width: 74rem) {
  main { max-width: calc(var(--wide) + 13rem + 4.8rem); padding-left: calc(13rem + 2.4rem); }
  .contents { float: left; position: sticky; top: 2rem; width: 10.5rem; margin-left: -13rem; max-height: calc(100vh - 4rem); overflow-y: auto; }
  .note { display: block; float: right; clear: right; width: 13.5rem; margin: .15rem 0 .6rem; padding-left: .9rem; border-left: 2px solid var(--line); max-width: none; position: relative; }
}
@media (max-width: 73.99rem) { table:has(th:nth-child(6)) { display: block; overflow-x: auto; } main { max-width: calc(var(--column) + 4.8rem); } .contents { columns: 2; column-gap: 1.5rem; border-block: 1px solid var(--line); padding: .5rem 0; margin: 0 0 1.8rem; } .contents li { margin: .2rem 0; break-inside: avoid; } }
@media ${phones} {
  .needs { padding: 0; } .needs small { position: absolute; clip-path: inset(50%); width: 1px; overflow: hidden; }
  main > header { margin-top: 1.8rem; }
  figure { margin-inline: -1rem; } figure .wide { display: none; } figure .phone { display: block; } figcaption { margin-inline: 1rem; }
  table, tbody { display: block; } thead { display: none; } tr { display: flex; flex-wrap: wrap; column-gap: min(1.4rem, 4vw); padding: .65rem 0; border-bottom: 1px solid var(--line); }
  td, td.right, .right + td:not(.right) { flex: 0 0 100%; border: 0; padding: .1rem 0; text-align: left; overflow-wrap: anywhere; } td[data-label]::before { content: attr(data-label) ' '; color: var(--soft); } td.right, .right ~ td:not(:last-child) { flex: none; } td.right::before, .right ~ td::before { display: block; } .right ~ td:last-child::before { content: none; } td:first-child { font-weight: 600; } td:empty { display: none; }
  .turn { grid-template-columns: 1fr; } .turn .next { grid-column: 1; text-align: left; }
}
@media print {
  :root { ${variables({ ...pageColors.light, paper: '#fff', ink: '#000' })} --ground: normal; --turned: none; } html { font-size: 10pt; } @page { margin: 18mm 20mm; }
  .course, .contents, .turn, .skip { display: none; } main { padding: 0; max-width: none; } main > * { max-width: none; } main > header { margin-top: 0; }
  a { color: inherit; text-decoration: none; } .code, blockquote, table, tr { break-inside: avoid; } pre { white-space: pre-wrap; } p { orphans: 3; widows: 3; }
  figure img { max-width: 150mm; } details::details-content { content-visibility: visible; block-size: auto; }
}
`;
