// Both voices on every machine. A browser fetches a face only where nothing before it in
// `--sg-font-*` is at hand, and only the alphabets a page shows.
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/opsz.css'
