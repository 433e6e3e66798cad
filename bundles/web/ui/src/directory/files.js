import { Refusal, call } from '../kit/api.js'

/** A file out or in (文件收发): a workbook as `{blob, name}`, JSON as it is. Refusals as everywhere. */
export async function sendFile(method, path, file) {
  const answer = await call(method, path, { raw: file, whole: true, headers: file ? { 'Content-Type': file.type || 'application/octet-stream' } : {} })
  if ((answer.headers.get('Content-Type') ?? '').includes('json')) return answer.json()
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1]
  return { blob: await answer.blob(), name: name ? decodeURIComponent(name) : 'file.xlsx' }
}

/** Hands a file to whoever sits at the screen. */
export function saveAs({ blob, name }) {
  const url = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10000)
}

export { Refusal }
