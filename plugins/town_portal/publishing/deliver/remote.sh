# Run at the server by `sh -s`: what rsync itself can't do there. Arguments: a verb, the folder of
# the site, and what the verb takes. Nothing here depends on the site.
set -eu
LC_ALL=C # the order of names is the order of time
verb=$1
root=$2

day='[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'
stamp="${day}T[0-9][0-9][0-9][0-9][0-9][0-9]Z"

# Whether a name is one that `publish` gives to a release, and a folder of that name is there.
is_release() {
	case $1 in
	$stamp | $stamp-[0-9][0-9]) [ -d "$root/releases/$1" ] && [ ! -L "$root/releases/$1" ] ;;
	*) return 1 ;;
	esac
}

# Only ours: other entries belong to someone else, and their names may hold anything.
releases() {
	for it in "$root"/releases/*; do
		name=${it##*/}
		! is_release "$name" || echo "$name"
	done
}

# The public release; nothing if the link points to anything else.
current() {
	[ -L "$root/current" ] || return 0
	it=$(readlink "$root/current")
	name=${it#releases/}
	[ "$it" != "$name" ] && is_release "$name" && echo "$name" || true
}

# The time of a mark's own status, which nobody but root can set, as `touch` sets the others.
status() {
	stat -c %z "$1" 2>&1 || true
}

# Whether nothing in a folder was changed, added or taken away since a mark was made: each of these
# gives a file or a folder a newer status time. `$3` is the mark's own, as printed then.
is_untouched() {
	[ -n "$3" ] && [ "$(status "$2")" = "$3" ] &&
		[ -z "$(find "$1" -cnewer "$2" 2>&1 | head -n 1)" ]
}

# What tells whether somebody changes a folder while links of its files go, which gives those files
# newer status times: names, kinds, files behind them, sizes and times.
listing() {
	find "$1" -printf '%P %y %i %s %T@\n' | cksum
}

# One rename: at each moment the link leads to the old release or to the new one.
point() {
	ln -sfn "releases/$1" "$root/.current.$2"
	mv -fT "$root/.current.$2" "$root/current"
}

case $verb in
look)
	[ ! -e "$root/current" ] || [ -L "$root/current" ] || echo "blocked current"
	now=$(current)
	if [ -n "$now" ]; then
		echo "current $now"
		file="$root/releases/$now/manifest.jsonl"
		[ ! -f "$file" ] || [ -L "$file" ] || echo "manifest $(head -c 4096 "$file" | head -n 1)"
	fi
	for it in $(releases); do echo "release $it"; done
	[ -n "$now" ] || [ ! -L "$root/current" ] || echo "foreign current"
	for it in "$root"/releases/*; do
		[ ! -e "$it" ] && [ ! -L "$it" ] || is_release "${it##*/}" || echo "foreign release"
	done
	;;
read)
	file="$root/releases/$(current)/$3"
	[ ! -f "$file" ] || [ -L "$file" ] || cat "$file"
	;;
list)
	cd "$root/releases/$(current)"
	find . -type f -exec stat -c '%s %n' {} +
	;;
prepare)
	next="$root/releases/.incoming-$3"
	mark="$root/releases/.copied-$3"
	# Whether it is the copy that `tidy` has made of that release, unchanged since.
	if [ -n "$4" ] && [ -d "$next" ] && [ "$(cat "$mark" 2>&1)" = "$4" ] &&
		is_untouched "$next" "$mark" "$5"; then
		echo whole
	fi
	rm -f "$mark"
	[ ! -L "$next" ] || rm -f "$next"
	mkdir -p "$next"
	;;
switch)
	mv -T "$root/releases/.incoming-$3" "$root/releases/$4"
	: > "$root/releases/.copied-$3"
	point "$4" "$3"
	status "$root/releases/.copied-$3"
	;;
rollback)
	now=$(current)
	is_release "$4"
	point "$4" "$3"
	# Not a release to come back to.
	[ -z "$now" ] || [ "$now" = "$4" ] || mv -T "$root/releases/$now" "$root/releases/.undone-$now"
	;;
tidy)
	now=$(current)
	machine=$3
	keep=$4
	switched=$5
	set -- $(releases)
	while [ $# -gt "$keep" ]; do
		# Renamed first: half a release must never pass for a whole one.
		[ "$1" = "$now" ] || mv -T "$root/releases/$1" "$root/releases/.old-$1"
		shift
	done
	# The next publication begins as a copy of this one, made of links, unless that was changed.
	next="$root/releases/.incoming-$machine"
	mark="$root/releases/.copied-$machine"
	made=
	if [ ! -e "$next" ] && [ -n "$now" ] && is_untouched "$root/releases/$now" "$mark" "$switched"; then
		cp -al "$root/releases/$now" "$next"
		made=$(listing "$next")
	fi
	# After the question and before the mark: a file that loses a link gets a newer status time.
	rm -rf "$root"/releases/.old-* "$root"/releases/.undone-*
	find "$root/releases" -maxdepth 1 -name '.[ic]*-*' ! -name "*-$machine" -mtime +30 -exec rm -rf {} +
	if [ -n "$made" ] && [ "$(listing "$next")" = "$made" ]; then
		echo "$now" > "$mark"
		status "$mark"
	fi
	;;
esac
