import {
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  ModalRoot,
  Popover,
} from '@mantine/core'
import fields from './fields.module.css'
import floating from './floating.module.css'

/** Ten references into tokens.css, so that the accent can change while the page runs. */
function steps(name: 'gray' | 'dark' | 'accent'): MantineColorsTuple {
  const step = (index: number) => `var(--sg-${name}-${index})`
  return [step(0), step(1), step(2), step(3), step(4), step(5), step(6), step(7), step(8), step(9)]
}

export const theme = createTheme({
  colors: { gray: steps('gray'), dark: steps('dark'), accent: steps('accent') },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: 6,
  fontFamily: 'var(--sg-font-sans)',
  fontFamilyMonospace: 'var(--sg-font-mono)',
  headings: { fontFamily: 'var(--sg-font-serif)', fontWeight: '400' },
  respectReducedMotion: true,
  breakpoints: { xs: '30em', sm: '43.75em', md: '62em', lg: '75em', xl: '90em' },
  fontSizes: {
    xs: 'var(--sg-size-xs)',
    sm: 'var(--sg-size-sm)',
    md: 'var(--sg-size-md)',
    lg: 'var(--sg-size-lg)',
    xl: 'var(--sg-size-xl)',
  },
  components: {
    Input: Input.extend({ classNames: { input: fields.input, wrapper: fields.wrapper } }),
    InputWrapper: Input.Wrapper.extend({
      classNames: {
        root: fields.root,
        label: fields.label,
        description: fields.description,
        error: fields.error,
      },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'none', transitionProps: { duration: 0 } },
      classNames: { dropdown: floating.dropdown },
    }),
    ModalRoot: ModalRoot.extend({
      defaultProps: { shadow: 'none', transitionProps: { duration: 0 } },
    }),
  },
})

const roles = {
  '--mantine-color-body': 'var(--sg-paper)',
  '--mantine-color-text': 'var(--sg-text)',
  '--mantine-color-bright': 'var(--sg-text)',
  '--mantine-color-dimmed': 'var(--sg-text-muted)',
  '--mantine-color-placeholder': 'var(--sg-text-muted)',
  '--mantine-color-anchor': 'var(--sg-link)',
  '--mantine-color-error': 'var(--sg-bad)',
  '--mantine-color-success': 'var(--sg-ok)',
  '--mantine-color-default': 'var(--sg-surface)',
  '--mantine-color-default-hover': 'var(--sg-wash)',
  '--mantine-color-default-color': 'var(--sg-text)',
  '--mantine-color-default-border': 'var(--sg-border)',
  '--mantine-color-disabled': 'var(--sg-wash)',
  '--mantine-color-disabled-color': 'var(--sg-text-muted)',
  '--mantine-color-disabled-border': 'var(--sg-line)',
  '--mantine-primary-color-contrast': 'var(--sg-on-fill)',
}

/** Mantine's names for our roles; tokens.css decides what they are in each scheme. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: roles,
  dark: roles,
})
