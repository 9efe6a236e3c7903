"""How an exam looks on paper: black on white, no question torn apart, a foot on every page."""

from __future__ import annotations

STYLE = """
@page {
  size: letter; margin: 20mm 18mm 22mm;
  @bottom-left { content: "FOOT"; font: 8pt Georgia, serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Georgia, serif; }
}
* { box-sizing: border-box; }
body {
  max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff;
  font: 11pt/1.42 Georgia, "Times New Roman", serif; font-variant-numeric: lining-nums;
}
header { display: flex; justify-content: space-between; gap: 2em; align-items: baseline;
  border-bottom: 2pt solid #111; padding-bottom: .5em; }
h1 { font-size: 18pt; line-height: 1.15; margin: 0; }
h2 { font-size: 14pt; margin: 2em 0 .6em; }
.form { font: 700 11pt/1.2 ui-monospace, Consolas, monospace; white-space: nowrap; margin: 0;
  border: 1.5pt solid #111; padding: .3em .6em; }
.facts { margin: .6em 0; }
.who { display: grid; grid-template-columns: 3fr 2fr; gap: 2em; margin: 1.6em 0 1.4em; }
.line { display: flex; gap: .6em; align-items: end; margin: 0; }
.line::after { content: ""; flex: 1; border-bottom: .6pt solid #111; height: 1.6em; }
.rules { border: .6pt solid #888; padding: .6em .9em; margin: 0 0 1.6em; }
.questions { list-style: none; margin: 0; padding: 0; }
.question { break-inside: avoid; display: grid; grid-template-columns: 2.2em 1fr;
  margin: 0 0 1.5em; }
.number { font-weight: 700; }
.ask { margin: 0 0 .5em; orphans: 3; widows: 3; }
.how { font-style: italic; margin: 0 0 .4em; }
.options { list-style: none; margin: 0; padding: 0; }
.options > li { display: grid; grid-template-columns: 2em 1fr; margin: 0 0 .3em;
  break-inside: avoid; }
.letter { font: 700 9pt/1.5em "Helvetica Neue", Arial, sans-serif; width: 1.5em; height: 1.5em;
  border: .7pt solid #111; border-radius: 50%; text-align: center; margin-top: .12em; }
.box { border-radius: 1pt; }
.answer { max-width: 22em; margin: .8em 0 0; }
.key { break-before: page; }
.short { columns: 5; column-gap: 1.5em; list-style: none; margin: 0 0 2em; padding: .8em 1em;
  border: .6pt solid #888; }
.short li { break-inside: avoid; }
.why { display: block; color: #333; font-size: 10pt; }
.right .letter { background: #111; color: #fff; -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
.yours { font-style: italic; }
.says { border-left: 2pt solid #111; padding-left: .7em; margin: .5em 0; }
.formula { font-family: "Cambria Math", Georgia, serif; }
.end { text-align: center; margin: 2.5em 0 0; color: #333; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
@media (max-width: 40em) { .short { columns: 2; } .who { grid-template-columns: 1fr; gap: .6em; } }
"""
