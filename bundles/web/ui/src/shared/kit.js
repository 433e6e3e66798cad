// What rooms and plugins get when they import 'shoutu/kit'.
export * from '../kit/index.js'
