// Loaded before the server: with every signal it is a little more than ten minutes later.
const trueNow = Date.now.bind(Date);
let ahead = 0;
Date.now = () => trueNow() + ahead;
process.on('SIGUSR2', () => void (ahead += 601_000));
