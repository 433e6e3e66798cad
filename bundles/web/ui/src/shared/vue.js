// What a plugin gets when it imports 'vue': the console's own Vue, so that both share one reactivity.
export * from 'vue'
