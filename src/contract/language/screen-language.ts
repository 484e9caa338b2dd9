import { z } from 'zod'

/** The languages the screens, files and reasons come in. */
export const screenLanguage = z.enum(['de', 'en'])
