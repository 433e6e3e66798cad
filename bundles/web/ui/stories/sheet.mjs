// A workbook with one sheet of texts (工作簿), as small as the format allows, for stories that hand one in: `workbook(rows)` → the bytes of an .xlsx.
const TABLE = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0 })
const crc = (bytes) => { let c = 0xffffffff; for (const b of bytes) c = TABLE[(c ^ b) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0 }
const plain = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const column = (i) => (i < 26 ? '' : String.fromCharCode(64 + Math.floor(i / 26))) + String.fromCharCode(65 + (i % 26))
const cell = (value, ref) => (value === null || value === undefined || value === '' ? '' : typeof value === 'number' ? `<c r="${ref}"><v>${value}</v></c>` : `<c r="${ref}" t="inlineStr"><is><t>${plain(value)}</t></is></c>`)

/** A zip whose entries are stored as they are. */
function zip(entries) {
  const local = [], central = []
  let at = 0
  for (const [name, text] of Object.entries(entries)) {
    const path = Buffer.from(name), data = Buffer.from(text), head = Buffer.alloc(30), dir = Buffer.alloc(46)
    head.writeUInt32LE(0x04034b50, 0); head.writeUInt16LE(20, 4); head.writeUInt16LE(0x21, 12)
    head.writeUInt32LE(crc(data), 14); head.writeUInt32LE(data.length, 18); head.writeUInt32LE(data.length, 22); head.writeUInt16LE(path.length, 26)
    dir.writeUInt32LE(0x02014b50, 0); dir.writeUInt16LE(20, 4); dir.writeUInt16LE(20, 6); head.copy(dir, 10, 8, 28); dir.writeUInt16LE(path.length, 28); dir.writeUInt32LE(at, 42)
    local.push(head, path, data)
    central.push(dir, path)
    at += 30 + path.length + data.length
  }
  const directory = Buffer.concat(central), end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(central.length / 2, 8); end.writeUInt16LE(central.length / 2, 10); end.writeUInt32LE(directory.length, 12); end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

export function workbook(rows) {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', pack = 'http://schemas.openxmlformats.org/package/2006', doc = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const lines = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, column(c) + (r + 1))).join('')}</row>`).join('')
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${doc}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${doc}"><sheets><sheet name="责任清单" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${doc}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><sheetData>${lines}</sheetData></worksheet>`,
  })
}
