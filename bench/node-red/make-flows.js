// Writes flows.json: MQTT in (QoS 1) → JSON → function → table. Node-RED's MQTT node acknowledges when it hands the message on, before anything
// is stored: what is in flight when it dies is lost, though acknowledged. The figure beside ours says so.
const usual = `const p = global.get('pool'); const d = msg.topic.split('/')[1]; const [n, v] = Object.entries(msg.payload.values)[0];
p.query('insert into reading (device, point, ts, value) values ($1,$2,$3,$4) on conflict do nothing', [d, n, msg.payload.ts, v]).then(() => node.done()).catch(e => node.error(e, msg));`;
const batched = `const b = context.get('b') || []; const d = msg.topic.split('/')[1]; const [n, v] = Object.entries(msg.payload.values)[0];
b.push([d, n, msg.payload.ts, v]); context.set('b', b);
const go = () => { const w = context.get('b') || []; if (!w.length || context.get('busy')) return; context.set('b', []); context.set('busy', true);
 global.get('pool').query('insert into reading (device, point, ts, value) select * from unnest($1::text[],$2::text[],$3::bigint[],$4::float8[]) on conflict do nothing',
 [w.map(x=>x[0]), w.map(x=>x[1]), w.map(x=>x[2]), w.map(x=>x[3])]).then(() => { context.set('busy', false); go(); }).catch(e => { context.set('busy', false); node.error(e); }); };
if (b.length >= 500 || !context.get('busy')) go(); node.done();`;
require('fs').writeFileSync('flows.json', JSON.stringify([
    { id: 't', type: 'tab', label: 'ingest' },
    { id: 'br', type: 'mqtt-broker', name: 'b', broker: '127.0.0.1', port: process.env.BENCH_BROKER_PORT, clientid: 'node-red', protocolVersion: '4', keepalive: 60, cleansession: true },
    { id: 'in', type: 'mqtt in', z: 't', topic: 'node-red/+/readings', qos: '1', datatype: 'auto-detect', broker: 'br', wires: [['f']] },
    { id: 'f', type: 'function', z: 't', func: process.env.BENCH_BATCHED === 'true' ? batched : usual, outputs: 0, wires: [] }
]));
