import { say } from '../kit/messages.js'

/** What is missing or wrong on a screen of the set-up, as `{field: sentence}`; the platform checks again. */
export function wrongIn(screen, form) {
  const wrong = {}
  if (screen === 'county') {
    if (!form.countyName.trim()) wrong.countyName = say('请填写县（市、区）名称', 'Please fill in the county')
    if (!form.cityName.trim()) wrong.cityName = say('请填写所属的市（地区、自治州、盟）', 'Please fill in the city')
    const code = form.countyCode.trim()
    if (!/^\d{6}(\d{6})?$/.test(code)) wrong.countyCode = say('应为 6 位或 12 位数字', 'Six or twelve digits')
    else if (code.length === 12 && !code.endsWith('000000')) wrong.countyCode = say('请填县级代码，12 位的后 6 位应为 000000', 'A county: the last six of twelve digits are 000000')
    else if (code.slice(4, 6) === '00') wrong.countyCode = say('这是省级或市级代码，请填县级代码', 'This is a province or a city')
  }
  if (screen === 'admin') {
    if (!form.adminName.trim()) wrong.adminName = say('请填写姓名', 'Please fill in the name')
    const weak = weakness(form.adminPassword, form.passwordLength)
    if (weak) wrong.adminPassword = weak
    else if (form.adminPassword !== form.adminAgain) wrong.adminAgain = say('两次填写的密码不一致', 'The two are not the same')
    for (const [name, least, most] of [['passwordLength', 10, 64], ['failures', 3, 20], ['lockMinutes', 1, 1440]]) {
      const value = Number(form[name])
      if (!Number.isInteger(value) || value < least || value > most) wrong[name] = say('应为 {least} 至 {most} 的整数', 'A whole number from {least} to {most}', { least, most })
    }
  }
  return wrong
}

/** Why a password is too weak, or null; the same rule as the platform's. */
export function weakness(password, shortest) {
  if ([...password].length < Number(shortest || 10)) return say('至少 {n} 个字符', 'At least {n} characters', { n: shortest })
  const classes = [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((each) => each.test(password)).length
  return classes >= 3 ? null : say('要包含大写字母、小写字母、数字、符号中的至少三种', 'Three of: capitals, small letters, digits, signs')
}
