// Written for browsers of any age. A browser that does not know modules, import maps or what the pages are built for says so honestly,
// instead of showing a white page.
(function () {
  var script = document.createElement('script')
  var chromium = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent)
  var able = 'noModule' in script && (chromium ? Number(chromium[1]) >= 94 : !!(window.HTMLScriptElement && HTMLScriptElement.supports && HTMLScriptElement.supports('importmap')))
  if (able) return
  function line(tag, text, parent) {
    var element = document.createElement(tag)
    element.appendChild(document.createTextNode(text))
    parent.appendChild(element)
    return element
  }
  function tell() {
    var app = document.getElementById('app')
    var box = document.createElement('div')
    if (app) app.parentNode.removeChild(app)
    box.id = 'too-old'
    box.style.maxWidth = '40em'
    box.style.margin = '12% auto'
    box.style.padding = '0 24px'
    box.style.lineHeight = '1.8'
    box.style.fontFamily = 'Microsoft YaHei, SimSun, sans-serif'
    line('h1', '浏览器版本过低，打不开守土', box)
    line('p', '您的浏览器' + (chromium ? '内核是 Chrome ' + chromium[1] : '') + '，守土需要 Chrome 94、Edge 94、Firefox 108 或更新的版本。', box)
    line('p', '怎么办：360、奇安信、红莲花等国产浏览器，请在地址栏右侧切换到“极速模式”；仍打不开，请联系本单位信息中心升级浏览器。', box)
    line('p', '页面打不开期间，报警仍由平台记录并按规则通知，不会因此丢失。', box)
    line('p', 'This browser is too old for Shoutu: Chrome 94, Edge 94, Firefox 108 or newer is needed.', box)
    document.body.appendChild(box)
  }
  window.__tooOld = true
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', tell)
  else tell()
})()
