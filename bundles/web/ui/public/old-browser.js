// Runs only in browsers that do not know modules; written for them.
document.addEventListener('DOMContentLoaded', function () {
  var text = document.createElement('p');
  text.appendChild(document.createTextNode(
    '浏览器版本过低，无法打开守土。请换用 Chrome 94、Edge 94、Firefox 93 或更新的浏览器（360、奇安信等国产浏览器请切换到“极速模式”）后重新打开。'));
  document.body.appendChild(text);
});
