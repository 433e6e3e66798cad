// Builds pages for Maven: `npm ci` only where the lock file is newer than what is installed, a build only where a source is newer than its
// result. Rooms are built before the console and two of them may build at once; one of them fetches the libraries, the others wait.
//
//   node make.mjs <out>                    the console itself
//   node make.mjs --room <ui folder> <out>  the pages of a room: <ui folder>/src/index.js → <out>/index.js, index.css, parts
//   node make.mjs --test <ui folder>        the tests of a room: <ui folder>/tests/*.test.js
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [kind, folder, into] = process.argv[2]?.startsWith('--') ? [process.argv[2].slice(2), resolve(process.argv[3]), process.argv[4] && resolve(process.argv[4])]
  : ['console', here, resolve(process.argv[2] ?? 'dist')]
process.chdir(here)

const age = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
const newest = (path) => (!existsSync(path) ? 0 : statSync(path).isDirectory() ? Math.max(age(path), ...readdirSync(path).map((name) => newest(join(path, name)))) : age(path))

function run(command, args, env = {}) {
  const done = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env }, shell: process.platform === 'win32' })
  if (done.error) {
    console.error(`${command} cannot be started: ${done.error.message}. Node.js 20.19 or newer with npm is needed. 需要 Node.js 20.19 以上及 npm。`)
  }
  return done.status ?? 1
}

const INSTALLED = 'node_modules/.package-lock.json'
const fetched = () => age(INSTALLED) >= age('package-lock.json') && existsSync('node_modules/vite')

/** Whether the process that holds the lock still lives; one that was killed leaves its lock behind. */
function held(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (why) {
    return why.code === 'EPERM'
  }
}

async function fetchLibraries() {
  const lock = '.installing'
  while (!fetched()) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch (why) {
      if (why.code !== 'EEXIST') throw why
      if (!held(lock) && Date.now() - age(lock) > 2000) rmSync(lock, { force: true })
      await new Promise((done) => setTimeout(done, 300))
      continue
    }
    try {
      if (fetched()) return
      const status = run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
      if (status !== 0) {
        rmSync(lock, { force: true })
        process.exit(status)
      }
      utimesSync(INSTALLED, new Date(), new Date())
    } finally {
      rmSync(lock, { force: true })
    }
  }
}

await fetchLibraries()

if (kind === 'console') {
  const sources = ['src', 'public', 'index.html', 'vite.config.js', 'build.mjs', 'package.json', 'package-lock.json']
  if (age(join(into, 'index.html')) < Math.max(...sources.map(newest))) {
    process.exitCode = run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { SHOUTU_WEB_OUT: into })
  }
} else if (kind === 'room') {
  const sources = [join(folder, 'src'), 'build.mjs', 'package-lock.json']
  if (age(join(into, 'index.js')) < Math.max(...sources.map(newest))) {
    mkdirSync(into, { recursive: true })
    const { buildRoom } = await import('./build.mjs')
    await buildRoom(folder, into)
  }
} else if (kind === 'test') {
  const tests = join(folder, 'tests')
  if (existsSync(tests) && readdirSync(tests).some((name) => name.endsWith('.test.js'))) {
    process.exitCode = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--silent=passed-only', '--config', join(here, 'room.test.config.js'), '--root', folder])
  }
} else {
  console.error(`make.mjs: unknown ${kind}`)
  process.exitCode = 2
}
