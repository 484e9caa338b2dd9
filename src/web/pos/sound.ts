let speaker: AudioContext | null = null

const pitches = { good: [660, 880], unsure: [520, 520], bad: [300, 220] } as const

/** Heard while one looks at the till: up for good, down for bad, twice the same for what is unsure. */
export function sound(tone: 'good' | 'unsure' | 'bad') {
  if (typeof AudioContext === 'undefined') return
  speaker ??= new AudioContext()
  if (speaker.state === 'suspended') return
  const [from, to] = pitches[tone]
  const oscillator = speaker.createOscillator()
  const volume = speaker.createGain()
  const now = speaker.currentTime
  oscillator.frequency.setValueAtTime(from, now)
  oscillator.frequency.setValueAtTime(to, now + 0.07)
  volume.gain.setValueAtTime(0.08, now)
  // Between two equal notes there is a gap to be heard.
  if (tone === 'unsure') {
    volume.gain.exponentialRampToValueAtTime(0.001, now + 0.06)
    volume.gain.setValueAtTime(0.08, now + 0.09)
  }
  volume.gain.exponentialRampToValueAtTime(0.001, now + 0.18)
  oscillator.connect(volume).connect(speaker.destination)
  oscillator.start(now)
  oscillator.stop(now + 0.2)
}
