// Pages in a browser: axe-core's rules, that nothing runs and nothing is loaded, that nothing is wider
// than the window, and how long a page takes to open. Not a part of `./check`: it needs Chromium, Node
// and two npm packages.
//
//   npm install --ignore-scripts --prefix /tmp/browser axe-core playwright-core
//   NODE_PATH=/tmp/browser/node_modules node tests/browser/pages.mjs [--chromium PROGRAM] PAGE-or-FOLDER…
//
// One line for each page with what is wrong with it; of a folder, an overview, the list of documents and
// the first pages of each kind. The last line is "N pages, N failed"; the exit status 1 if one failed.
import { createRequire } from 'node:module';
import { readdirSync, statSync } from 'node:fs';
import { resolve, join } from 'node:path';

const require = createRequire((process.env.NODE_PATH || process.cwd() + '/node_modules') + '/x.js');
const { chromium } = require('playwright-core');
const axe = require('axe-core');

const words = process.argv.slice(2);
const at = words.indexOf('--chromium');
const program = at >= 0 ? words.splice(at, 2)[1] : '/usr/bin/chromium';
const PER_KIND = 6, OPENINGS = 9, MOST = 300; // ms

function pagesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  const count = {};
  return readdirSync(path).sort().filter((name) => {
    const kind = name.split(/[-.]/)[0];
    count[kind] = (count[kind] || 0) + 1;
    return name.endsWith('.html') && count[kind] <= PER_KIND;
  }).map((name) => join(path, name));
}

// What happens that should not: dialogs, messages of the console, requests beside the page itself.
function watch(page, path, problems) {
  page.on('dialog', (d) => { problems.push('dialog: ' + d.message()); d.dismiss(); });
  page.on('console', (m) => problems.push('console: ' + m.text()));
  page.on('pageerror', (e) => problems.push('error: ' + e.message));
  page.on('request', (r) => {
    if (r.url().split('#')[0] !== 'file://' + path) problems.push('request: ' + r.url());
  });
}

async function layout(page, problems, name) {
  const wide = await page.evaluate(() => {
    const root = document.scrollingElement;
    const out = [...document.querySelectorAll('main *, header *')].filter((e) =>
      e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 2);
    return root.scrollWidth > innerWidth ? root.scrollWidth + ' px, ' +
      (out[0] ? out[0].outerHTML.slice(0, 120) : '') : '';
  });
  if (wide) problems.push(name + ': wider than the window: ' + wide);
}

async function check(browser, path) {
  const problems = [];
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light']]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    watch(page, path, problems);
    await page.goto('file://' + path);
    await page.addStyleTag({ content: '.view{content-visibility:visible!important}' });
    await layout(page, problems, width + ' ' + scheme);
    await page.evaluate(axe.source);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const v of result.violations) {
      problems.push(`${width} ${scheme}: axe ${v.id}: ${v.nodes.length}× ` +
        v.nodes[0].html.slice(0, 140));
    }
    await page.close();
  }
  return problems;
}

// Milliseconds from the start of the navigation to its end, with the page drawn: the least of several,
// since what else the machine does only adds to it.
async function opening(browser, path) {
  const times = [];
  for (let i = 0; i < OPENINGS; i++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto('file://' + path);
    times.push(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() =>
      setTimeout(() => done(Math.max(performance.timing.loadEventEnd -
        performance.timing.navigationStart,
      (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime || 0)), 0)))));
    await page.close();
  }
  return Math.min(...times);
}

const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
let failed = 0, pages = 0;
for (const path of words.map((p) => resolve(p)).flatMap(pagesOf)) {
  const problems = await check(browser, path);
  const ms = Math.round(await opening(browser, path));
  if (ms > MOST) problems.push('opens in ' + ms + ' ms');
  console.log(`${path}: ${ms} ms, ${statSync(path).size} bytes, ` +
    (problems.length ? problems.length + ' problems' : 'ok'));
  for (const problem of problems.slice(0, 12)) console.log('  ' + problem);
  failed += problems.length > 0;
  pages++;
}
await browser.close();
console.log(`${pages} pages, ${failed} failed`);
process.exit(failed ? 1 : 0);
