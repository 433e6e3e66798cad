// The page of Acme, written by hand: what it imports by name is brought by the console, so nothing is built or bundled.
import { h, onMounted, onUnmounted, reactive, ref } from 'vue'
import { ElButton, ElInputNumber, ElOption, ElSelect } from 'element-plus'
import { get, me, onFact, send, stylesheet } from 'shoutu'

stylesheet(new URL('./acme.css', import.meta.url))

const POINTS = { ch4: '甲烷 %LEL', co: '一氧化碳 ppm', h2s: '硫化氢 ppm', o2: '氧气 %' }
const moment = (text) => (text ? new Date(text).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false }) : '')
const may = () => ['operator', 'rectifier', 'acceptor'].some((role) => me.value?.roles.includes(role))

export const Checks = {
  name: 'AcmeChecks',
  setup() {
    const lines = ref(null)
    const problem = ref('')
    const form = reactive({ hazard: '', point: 'ch4', value: 0 })

    async function read() {
      try {
        lines.value = (await get('/api/acme/hazards')).items
        problem.value = ''
      } catch (refusal) {
        problem.value = refusal.message
      }
    }

    async function check() {
      try {
        await send('POST', '/api/acme/checks', { ...form })
        form.hazard = ''
        await read()
      } catch (refusal) {
        problem.value = refusal.message
      }
    }

    /** The page hears the fact at the same time as our own route, which writes the line a moment later: read until it is there. */
    let left = false
    async function registered({ subject }) {
      const number = subject.slice(subject.indexOf('/') + 1)
      for (let tries = 0; tries < 30 && !left; tries++) {
        await read()
        if (lines.value.some((line) => line.hazard === number)) return
        await new Promise((next) => setTimeout(next, 500))
      }
    }

    const ends = [onFact('hazard.registered', registered), onFact('acme.hazard-checked', read), () => { left = true }]
    onMounted(read)
    onUnmounted(() => ends.forEach((end) => end()))

    return () => h('section', { class: 'card acme' }, [
      h('h2', '气体复核'),
      h('p', { class: 'quiet' }, '每条新登记的隐患自动列在这里；用 Acme 手持仪到现场测量后登记。'),
      problem.value && h('p', { class: 'acme-problem', role: 'alert' }, problem.value),
      may() && h('form', { class: 'acme-form', onSubmit: (event) => { event.preventDefault(); check() } }, [
        h('label', ['隐患', h('input', { value: form.hazard, placeholder: 'YH-2026-000001', required: true, onInput: (event) => { form.hazard = event.target.value.trim() } })]),
        h('label', ['气体', h(ElSelect, { modelValue: form.point, ariaLabel: '气体', 'onUpdate:modelValue': (point) => { form.point = point } },
          () => Object.entries(POINTS).map(([value, label]) => h(ElOption, { key: value, value, label })))]),
        h('label', ['测得', h(ElInputNumber, { modelValue: form.value, ariaLabel: '测得', step: 0.1, 'onUpdate:modelValue': (value) => { form.value = value } })]),
        h(ElButton, { type: 'primary', nativeType: 'submit' }, () => '登记'),
      ]),
      lines.value === null ? h('p', { role: 'status' }, '正在读取…')
        : lines.value.length === 0 ? h('p', '还没有隐患。出现新隐患时会自动显示。')
          : h('table', [
            h('thead', h('tr', ['隐患', '内容', '登记时间', '最近复核', '复核人'].map((title) => h('th', { scope: 'col' }, title)))),
            h('tbody', lines.value.map((line) => h('tr', { key: line.hazard, 'data-hazard': line.hazard }, [
              h('td', h('a', { href: `#/hazards/${encodeURIComponent(line.hazard)}` }, line.hazard)),
              h('td', line.title), h('td', moment(line.heard)),
              h('td', line.checked ? `${POINTS[line.point] ?? line.point} ${line.value}（${moment(line.checked)}）` : '未复核'), h('td', line.account ?? ''),
            ]))),
          ]),
    ])
  },
}
