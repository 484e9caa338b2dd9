const dark = window.matchMedia('(prefers-color-scheme: dark)')

/** Light or dark as the device has it; the tokens ask this attribute. */
export function followColorScheme() {
  const apply = () => {
    document.documentElement.dataset.mantineColorScheme = dark.matches ? 'dark' : 'light'
  }
  apply()
  dark.addEventListener('change', apply)
}
