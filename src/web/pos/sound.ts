let speaker: AudioContext | null = null

/** Heard while one looks at the till: up for good, down for bad. */
export function sound(tone: 'good' | 'unsure' | 'bad') {
  if (typeof AudioContext === 'undefined') return
  speaker ??= new AudioContext()
  if (speaker.state === 'suspended') return
  const [from, to] = tone === 'good' ? [660, 880] : [300, 220]
  const oscillator = speaker.createOscillator()
  const volume = speaker.createGain()
  const now = speaker.currentTime
  oscillator.frequency.setValueAtTime(from, now)
  oscillator.frequency.setValueAtTime(to, now + 0.07)
  volume.gain.setValueAtTime(0.08, now)
  volume.gain.exponentialRampToValueAtTime(0.001, now + 0.18)
  oscillator.connect(volume).connect(speaker.destination)
  oscillator.start(now)
  oscillator.stop(now + 0.2)
}
