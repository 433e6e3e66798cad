// The console's own pages (自带页面), through the same menu and the same guard as those of bundles. One line each; the component is read
// when the page is opened. `operation`: whoever may not perform it does not see the page; without one everybody signed in does.
// `group` and `order`: see io.shoutu.api.ui.UiContribution.Page.
export const OWN = [
  { path: '/', titles: { 'zh-CN': '今日待办', en: 'My queue' }, group: 'duty', order: 0, icon: 'todo', load: () => import('./home/Home.vue') },
  { path: '/wiring', titles: { 'zh-CN': '接线', en: 'Wiring' }, group: 'system', order: 900, icon: 'plug', operation: 'edge.wiring', load: () => import('./house/Wiring.vue') },
  { path: '/settings', titles: { 'zh-CN': '平台配置', en: 'Settings' }, group: 'system', order: 910, icon: 'gear', operation: 'edge.settings', load: () => import('./house/Settings.vue') },
  { path: '/accounts', titles: { 'zh-CN': '账号管理', en: 'Accounts' }, group: 'system', order: 920, icon: 'people', operation: 'access.account-list', load: () => import('./house/Accounts.vue') },
  { path: '/audit', titles: { 'zh-CN': '审计', en: 'Audit' }, group: 'system', order: 930, icon: 'shield', operation: 'journal.trail', load: () => import('./house/Audit.vue') },
  { path: '/account', titles: { 'zh-CN': '我的账号', en: 'My account' }, group: 'system', order: 990, icon: 'place', load: () => import('./house/Account.vue') },
  { path: '/map', titles: { 'zh-CN': '一张图', en: 'Map' }, group: 'duty', order: 60, icon: 'map', operation: 'map.read', load: () => import('./map/MapPage.vue') },
  { path: '/directory/enterprises', titles: { 'zh-CN': '企业名录', en: 'Enterprises' }, group: 'directory', order: 100, icon: 'building', operation: 'directory.read', load: () => import('./directory/Enterprises.vue') },
  { path: '/directory/grid', titles: { 'zh-CN': '五级网格', en: 'The grid' }, group: 'directory', order: 110, icon: 'place', operation: 'directory.read', load: () => import('./directory/Grid.vue') },
  { path: '/directory/areas', titles: { 'zh-CN': '区划', en: 'Division' }, group: '', order: 111, operation: 'directory.read', load: () => import('./directory/Grid.vue') },
  { path: '/directory/cells', titles: { 'zh-CN': '网格', en: 'Grid cell' }, group: '', order: 112, operation: 'directory.read', load: () => import('./directory/Grid.vue') },
  { path: '/directory/units', titles: { 'zh-CN': '单位与任职', en: 'Units' }, group: 'directory', order: 120, icon: 'list', operation: 'directory.read', load: () => import('./directory/Units.vue') },
  { path: '/directory/people', titles: { 'zh-CN': '人员名录', en: 'People' }, group: 'directory', order: 130, icon: 'people', operation: 'directory.read', load: () => import('./directory/People.vue') },
  { path: '/directory/import', titles: { 'zh-CN': 'Excel 导入', en: 'Import' }, group: 'directory', order: 140, icon: 'upload', operation: 'documents.import-directory', load: () => import('./directory/Import.vue') },
]

/** The parts of the menu, in this order; what names another one stands in the last. */
export const GROUPS = [
  { name: 'duty', titles: { 'zh-CN': '值守', en: 'On duty' } },
  { name: 'hazard', titles: { 'zh-CN': '隐患治理', en: 'Hazards' } },
  { name: 'responsibility', titles: { 'zh-CN': '责任体系', en: 'Responsibility' } },
  { name: 'directory', titles: { 'zh-CN': '基础信息', en: 'Directory' } },
  { name: 'report', titles: { 'zh-CN': '统计上报', en: 'Reports' } },
  { name: 'system', titles: { 'zh-CN': '系统管理', en: 'System' } },
  { name: 'more', titles: { 'zh-CN': '扩展', en: 'More' } },
]
