import * as api from '@actual-app/api';

// One client of measure.mjs, which forks it.
const DAY = '2026-11-28';
const AT_ONCE = 500;

async function makeEncryptedBudget({ url, folder, password }) {
  const { send } = await api.init({ dataDir: folder, serverURL: url, password });
  await send('create-budget', { budgetName: 'bench' });
  const made = await send('key-make', { password });
  if (made?.error) throw new Error(JSON.stringify(made.error));
  const account = await api.createAccount({ name: 'bench' }, 0);
  await api.sync();
  const { groupId, encryptKeyId } = await send('load-prefs');
  if (!groupId || !encryptKeyId) throw new Error('The budget is not at the server, or not encrypted.');
  return { account, syncId: groupId };
}

const toTransaction = (notes) => ({ date: DAY, amount: -100, notes });

const tasks = {
  async fill(task) {
    const { account, syncId } = await makeEncryptedBudget(task);
    // The server takes no body that is much larger.
    for (let from = 0; from < task.texts.length; from += AT_ONCE) {
      await api.addTransactions(account, task.texts.slice(from, from + AT_ONCE).map(toTransaction));
      await api.sync();
    }
    return { syncId };
  },

  async download({ url, folder, password, syncId }) {
    await api.init({ dataDir: folder, serverURL: url, password });
    const start = performance.now();
    await api.downloadBudget(syncId, { password });
    await api.sync();
    const { data } = await api.aqlQuery(api.q('transactions').select(['id', 'notes']));
    return { time: performance.now() - start, records: data.length };
  },

  async push(task) {
    const { account } = await makeEncryptedBudget(task);
    const took = [];
    const start = Date.now();
    for (let n = 0; n < task.count; n++) {
      const asked = performance.now();
      await api.addTransactions(account, [toTransaction(task.text)]);
      await api.sync();
      took.push(performance.now() - asked);
    }
    return { start, end: Date.now(), took };
  },
};

process.once('message', (task) => {
  // What fails ends the process, and its parent tells.
  void tasks[task.type](task).then((answer) => process.send(answer));
});
