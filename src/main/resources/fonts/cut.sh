#!/bin/sh
# Cuts Noto Sans down to the letters' alphabet. Needs pyftsubset (Debian: fonttools) and the whole fonts (Debian:
# fonts-noto-core). Small fonts are what makes letters fast: a PDF library parses and subsets the font per document.
set -eu
FROM=${1:-/usr/share/fonts/truetype/noto}
TO=$(dirname "$0")

# Latin with Extended-A, the Romanian and Azeri extras, ẞ; Greek and Cyrillic; dashes, quotes, spaces; currencies; №, ™.
UNICODES=U+0020-007E,U+00A0-017F,U+018F,U+0259,U+0218-021B,U+0237,U+02C6,U+02C7,U+02D8-02DD
UNICODES=$UNICODES,U+0386-03CE,U+0401-040C,U+040E-044F,U+0451-045C,U+045E-045F,U+0490-0491
UNICODES=$UNICODES,U+1E80-1E85,U+1E9E,U+1EF2-1EF3
UNICODES=$UNICODES,U+2002-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044
UNICODES=$UNICODES,U+20A3-20A4,U+20A6-20AC,U+20AE-20AF,U+20B4,U+20B8-20BA,U+20BD,U+20BF,U+2116,U+2122,U+2212

for STYLE in Regular Bold; do
  pyftsubset "$FROM/NotoSans-$STYLE.ttf" --unicodes=$UNICODES --layout-features='' --no-hinting --desubroutinize \
      --drop-tables+=GDEF,GPOS,GSUB,DSIG,meta --no-recommended-glyphs --notdef-outline --name-IDs=0,1,2,3,4,5,6,13,14 \
      --output-file="$TO/NotoSans-$STYLE.ttf"
done
