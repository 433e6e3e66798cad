// Builds the page into the folder given, for Maven: `npm ci` only where the lock file is newer than what is installed, the build only
// where a source is newer than its result.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join, resolve } from 'node:path'

const out = resolve(process.argv[2] ?? 'dist')
const SOURCES = ['src', 'public', 'index.html', 'vite.config.js', 'package.json', 'package-lock.json']

const age = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
const newest = (path) => (statSync(path).isDirectory() ? Math.max(age(path), ...readdirSync(path).map((name) => newest(join(path, name)))) : age(path))

function run(command, args, env = {}) {
  const done = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env }, shell: process.platform === 'win32' })
  if (done.error) {
    console.error(`${command} cannot be started: ${done.error.message}. Node.js 20.19 or newer with npm is needed. 需要 Node.js 20.19 以上及 npm。`)
  }
  if (done.status !== 0) process.exit(done.status ?? 1)
}

const installed = 'node_modules/.package-lock.json'
if (age(installed) < age('package-lock.json') || !existsSync('node_modules/vite')) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  utimesSync(installed, new Date(), new Date())
}

if (age(join(out, 'index.html')) < Math.max(...SOURCES.map(newest))) {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { SHOUTU_WEB_OUT: out })
}
