// What a plugin gets when it imports 'element-plus'; read by browsers only when a plugin asks for it.
export * from 'element-plus'
export { default } from 'element-plus'
