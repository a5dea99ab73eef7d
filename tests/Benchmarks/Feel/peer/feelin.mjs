// Times feelin on the work that comes in as JSON; answers with microseconds for one piece of each.
import { readFileSync } from 'node:fs';
import { evaluate, unaryTest, parseExpression } from 'feelin';

const { conditions, table, sources } = JSON.parse(readFileSync(0, 'utf8'));

const clocked = (count, run) => {
  for (let i = 0; i < count / 4; i++) run(i);
  const started = process.hrtime.bigint();
  for (let i = 0; i < count; i++) run(i);
  return Number(process.hrtime.bigint() - started) / 1000 / count;
};

const answer = {};
if (conditions) {
  answer.conditions = conditions.map(({ text, variables, expected }) => {
    const { value } = evaluate(text, variables);
    if (value !== expected) throw new Error(`${text}: ${value}`);
    return clocked(4000, () => evaluate(text, variables));
  });
}
if (table) {
  const matches = row => row.every((cell, column) => cell === '-' || unaryTest(cell, { '?': table.inputs[column] }).value === true);
  const hits = () => table.rows.filter(matches).length;
  if (hits() !== table.hits) throw new Error(`table: ${hits()} hits`);
  answer.table = clocked(100, hits);
}
if (sources) {
  answer.parse = clocked(4000, i => parseExpression(sources[i % sources.length], {}));
}
console.log(JSON.stringify(answer));
