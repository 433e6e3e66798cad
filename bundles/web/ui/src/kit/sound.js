let audio = null

/** Browsers keep quiet until somebody clicked or typed; call this from such a gesture. */
export function unlock() {
  audio ??= new AudioContext()
  if (audio.state === 'suspended') {
    audio.resume().catch(() => {})
  }
}

/** Whether a beep could be heard now. */
export const audible = () => audio !== null && audio.state === 'running'

function tone(at, hertz, seconds) {
  const voice = audio.createOscillator()
  const volume = audio.createGain()
  voice.type = 'triangle'
  voice.frequency.value = hertz
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(0.35, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + seconds)
  voice.connect(volume).connect(audio.destination)
  voice.start(at)
  voice.stop(at + seconds)
}

/** A new alarm: the more urgent, the more and the higher the tones. */
export function beep(priority) {
  if (!audible()) {
    return
  }
  const [times, hertz] = { CRITICAL: [4, 988], HIGH: [3, 880], MEDIUM: [2, 740], LOW: [1, 660] }[priority] ?? [1, 660]
  for (let i = 0; i < times; i++) {
    tone(audio.currentTime + i * 0.28, hertz, 0.22)
  }
}
