/** Lines of text as rows of so many parts, cut at `|`; an empty part is null. Of a line with fewer parts the first goes into the part people mean: with one it is the second. */
export function linesOf(text, parts) {
  return (text ?? '').split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const cut = line.split(/[|｜]/).map((part) => part.trim() || null)
    const row = cut.length === 1 ? [null, cut[0]] : cut
    return Array.from({ length: parts }, (_, i) => row[i] ?? null)
  })
}
