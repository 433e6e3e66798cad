// Read by node-red; the bench says where broker and database are.
module.exports = {
    uiPort: Number(process.env.BENCH_UI_PORT || 1899), uiHost: '127.0.0.1', httpAdminRoot: false, flowFile: 'flows.json', credentialSecret: false,
    logging: { console: { level: 'warn' } },
    functionGlobalContext: {
        pool: new (require('pg').Pool)({ connectionString: process.env.BENCH_DATABASE, max: 4 }),
        batched: process.env.BENCH_BATCHED === 'true'
    }
};
