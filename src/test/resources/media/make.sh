#!/bin/sh
# Makes the media files of MediaCheck's tests from ffmpeg's own synthetic sources. No foreign
# material. The build uses the committed files; run this by hand, rarely.
#
#   src/test/resources/media/make.sh [DIRECTORY]      default: where this script is
#
# Needs ffmpeg (5.1 made the committed files) with libx264 and libmp3lame.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
out=${1:-$here}
mkdir -p "$out"
cd "$out"

ff() {
  ffmpeg -nostdin -hide_banner -loglevel error -y "$@"
}

# tone SECONDS RATE CHANNELS, then the output's options and name: so many different sines.
tone() {
  sines="0.3*sin(440*2*PI*t)"
  for pitch in $(seq 2 "$3"); do sines="$sines|0.3*sin(440*$pitch*2*PI*t)"; done
  source="aevalsrc=exprs=$sines:sample_rate=$2:duration=$1"
  shift 3
  ff -f lavfi -i "$source" -fflags +bitexact -flags:a +bitexact "$@"
}

# film SECONDS, then the output's options and name: a tiny test picture and a tone of 16 kHz.
film() {
  seconds=$1
  shift
  ff -f lavfi -i "testsrc=size=64x48:rate=16:duration=$seconds" \
     -f lavfi -i "aevalsrc=exprs=0.3*sin(440*2*PI*t):sample_rate=16000:duration=$seconds" \
     -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
     -c:v libx264 -preset veryfast -crf 40 -pix_fmt yuv420p -g 8 -threads 1 \
     -c:a aac -b:a 16k -ac 1 "$@"
}

# WAV
tone 0.25 8000 1 -c:a pcm_s16le mono-8k.wav
tone 0.50 16000 1 -c:a pcm_s16le mono-16k.wav
tone 0.10 16000 5 -c:a pcm_s16le five-channels.wav
tone 0.10 44100 2 -c:a pcm_s24le stereo-24bit.wav
tone 0.10 48000 2 -c:a pcm_f32le float.wav
tone 0.1001 8000 1 -c:a pcm_u8 odd-bytes.wav
tone 0.25 8000 1 -c:a pcm_alaw alaw.wav
tone 0.25 8000 1 -c:a pcm_mulaw mulaw.wav
tone 0.50 8000 1 -c:a adpcm_ms adpcm-ms.wav
tone 0.50 8000 1 -c:a adpcm_ima_wav adpcm-ima.wav
tone 0.10 16000 1 -c:a pcm_s16le -rf64 always rf64.wav
tone 0.10 16000 1 -c:a pcm_s16le -rf64 auto rf64-reserved.wav
tone 0.10 16000 1 -c:a pcm_s16le -write_bext 1 -metadata description=test bext.wav
tone 0.10 16000 1 -c:a pcm_s16le -metadata title=test -fflags -bitexact list.wav
tone 0.10 16000 1 -c:a pcm_s16le -f wav - | cat > pipe.wav
tone 0.10 16000 1 -c:a pcm_s16le -rf64 always -f wav - | cat > rf64-pipe.wav

# MP4
film 2 index-last.mp4
film 2 -movflags +faststart index-first.mp4
film 2 -movflags +faststart -ar 44100 aac-44k.mp4
film 2 -movflags +faststart -ar 48000 -ac 2 aac-48k-stereo.mp4
film 16 -movflags +faststart bigger-index.mp4
film 2 -an -movflags +faststart video-only.mp4
film 2 -vn audio-only.m4a
film 2 -movflags +faststart -brand mp42 mp42.mp4
film 2 quicktime.mov
film 2 -movflags +frag_keyframe fragments.mp4
film 2 -movflags +frag_keyframe+empty_moov+default_base_moof fragments-empty-moov.mp4
film 2 -movflags +frag_keyframe+empty_moov+default_base_moof -f mp4 - | cat > fragments-pipe.mp4
film 2 -movflags +frag_keyframe+empty_moov+separate_moof fragments-separate.mp4
film 2 -movflags +dash+global_sidx+frag_keyframe fragments-sidx.mp4
film 2 -movflags +cmaf+frag_keyframe+empty_moov fragments-cmaf.mp4
film 2 -movflags +frag_keyframe -f ismv fragments.ismv
film 2 -c:v mpeg4 -q:v 31 -movflags +faststart mpeg4.mp4

# MP3
tone 1.5 16000 1 -c:a libmp3lame -b:a 48k cbr-16k.mp3
tone 1 44100 2 -c:a libmp3lame -b:a 64k cbr-44k-stereo.mp3
tone 1 48000 1 -c:a libmp3lame -b:a 32k cbr-48k.mp3
tone 1.5 44100 1 -c:a libmp3lame -q:a 9 vbr-44k.mp3
tone 1.5 16000 1 -c:a libmp3lame -q:a 9 vbr-16k.mp3
tone 1.5 16000 1 -c:a libmp3lame -abr 1 -b:a 24k abr-16k.mp3
tone 1.5 16000 1 -c:a libmp3lame -b:a 16k -write_xing 0 no-xing.mp3
tone 1.5 16000 1 -c:a libmp3lame -b:a 16k -write_xing 0 -id3v2_version 0 bare.mp3
tone 1.5 16000 1 -c:a libmp3lame -b:a 16k -f mp3 - | cat > pipe.mp3
tone 1.5 8000 1 -c:a libmp3lame -b:a 8k mpeg25-8k.mp3
tone 1 44100 1 -c:a libmp3lame -b:a 32k -metadata title=test -id3v2_version 3 id3v23.mp3
tone 1 44100 1 -c:a libmp3lame -b:a 32k -metadata title=test -id3v2_version 4 id3v24.mp3
tone 1 44100 1 -c:a libmp3lame -b:a 32k -metadata title=test -write_id3v1 1 id3v1.mp3
tone 1.5 16000 1 -c:a libmp3lame -b:a 16k -metadata title=test -write_xing 0 -write_id3v1 1 \
  no-xing-id3v1.mp3
ff -f lavfi -i anullsrc=r=16000:cl=mono -t 1.5 -fflags +bitexact -flags:a +bitexact \
  -c:a libmp3lame -b:a 48k silence.mp3
ls -l
