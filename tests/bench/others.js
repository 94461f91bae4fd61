// What npm has for the same text: node others.js FILE.jsonl, with the modules beside it or in
// NODE_PATH. A line {"name":…,"seconds":…} (processor time) for each that is installed.
'use strict';
const fs = require('fs');

const texts = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)
  .map((line) => JSON.parse(line).text);

function measure(name, prepare) {
  let read;
  try {
    read = prepare();
  } catch (error) {
    console.log(JSON.stringify({ name, absent: true }));
    return;
  }
  for (const text of texts.slice(0, 20)) read(text); // the compiler of node warms up
  const before = process.cpuUsage();
  let found = 0;
  for (const text of texts) found += read(text);
  const spent = process.cpuUsage(before);
  console.log(JSON.stringify({ name, seconds: (spent.user + spent.system) / 1e6, found }));
}

measure('wink-nlp, entities', () => {
  const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
  return (text) => nlp.readDoc(text).entities().out().length;
});
measure('chrono-node, times', () => {
  const chrono = require('chrono-node');
  return (text) => chrono.parse(text).length;
});
