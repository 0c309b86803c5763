#!/bin/sh
# Makes the small media files that the simulator serves in demos and tests, from ffmpeg's own
# synthetic sources: test pictures with a running counter, and tones. No foreign material.
#
# Run by hand, rarely; the build uses the committed files. Needs ffmpeg with libx264 and libmp3lame.
#
#   src/main/simulator-media/make-media.sh [DIRECTORY]      default: src/main/resources/simulator
#
# The WAV files are not here: the simulator synthesises them.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
out=${1:-$here/../resources/simulator}
mkdir -p "$out"

ff() {
  ffmpeg -nostdin -hide_banner -loglevel error -y "$@"
}

# A melody: eight notes of a scale, repeated, each fading. $1 = the lowest note in Hz.
melody() {
  echo "0.4*sin(2*PI*t*$1*pow(2\,floor(mod(floor(t*4)*5\,8))*2/12))*exp(-3*mod(t*4\,1))"
}

# mp4 NAME PICTURE SECONDS HZ: H.264 and AAC, moov before mdat, as ACS writes it.
mp4() {
  ff -f lavfi -i "$2=size=640x360:rate=15:duration=$3" \
     -f lavfi -i "aevalsrc=exprs=$(melody "$4"):sample_rate=16000:duration=$3" \
     -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
     -c:v libx264 -preset veryslow -crf 30 -pix_fmt yuv420p -g 60 -threads 1 \
     -c:a aac -b:a 24k -ac 1 -movflags +faststart "$out/$1.mp4"
}

# mp3 NAME SECONDS HZ: 16 kHz, 48 kbit/s, mono: 216 bytes and 36 ms a frame. No bit reservoir, no
# tags and no Xing frame, so that any run of frames is a whole file again.
mp3() {
  ff -f lavfi -i "aevalsrc=exprs=$(melody "$3"):sample_rate=16000:duration=$2" \
     -map_metadata -1 -fflags +bitexact -flags:a +bitexact \
     -c:a libmp3lame -b:a 48k -ac 1 -reservoir 0 -write_xing 0 -id3v2_version 0 "$out/$1.mp3"
}

mp4 counter testsrc 4 440
mp4 bars smptebars 3 330
mp4 lines yuvtestsrc 5 392
mp3 melody 12 262
ls -l "$out"
