# Run at the server by `sh -s`: what rsync itself can't do there. Arguments: a verb, the folder of
# the site, and what the verb takes. Nothing here depends on the site.
set -eu
LC_ALL=C # the order of names is the order of time
verb=$1
root=$2

releases() {
	for it in "$root"/releases/*/; do
		[ ! -d "$it" ] || basename "$it"
	done
}

current() {
	[ ! -L "$root/current" ] || basename "$(readlink "$root/current")"
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
	[ -z "$now" ] || echo "current $now"
	for it in $(releases); do echo "release $it"; done
	;;
prepare)
	next="$root/releases/.incoming-$3"
	mark="$root/releases/.copied-$3"
	# Whether it is the copy that `tidy` has made of that release, and nobody has changed, added or
	# taken away anything in it since: each of these gives a file or a folder a newer status time.
	if [ -n "$4" ] && [ -d "$next" ] && [ "$(cat "$mark" 2>&1)" = "$4" ] &&
		[ -z "$(find "$next" -cnewer "$mark" 2>&1 | head -n 1)" ]; then
		echo whole
	fi
	rm -f "$mark"
	mkdir -p "$next"
	;;
switch)
	mv -T "$root/releases/.incoming-$3" "$root/releases/$4"
	point "$4" "$3"
	;;
rollback)
	now=$(current)
	before=
	for it in $(releases); do
		[ "$it" != "$now" ] || break
		before=$it
	done
	[ -n "$before" ] || exit 0
	point "$before" "$3"
	# Not a release to come back to.
	mv -T "$root/releases/$now" "$root/releases/.undone-$now"
	echo "current $before"
	;;
tidy)
	now=$(current)
	set -- "$3" "$4" $(releases)
	machine=$1
	keep=$2
	shift 2
	while [ $# -gt "$keep" ]; do
		# Renamed first: half a release must never pass for a whole one.
		[ "$1" = "$now" ] || mv -T "$root/releases/$1" "$root/releases/.old-$1"
		shift
	done
	rm -rf "$root"/releases/.old-* "$root"/releases/.undone-*
	find "$root/releases" -maxdepth 1 -name '.[ic]*-*' -mtime +30 -exec rm -rf {} +
	# The next publication begins as a copy of this one, made of links.
	if [ ! -e "$root/releases/.incoming-$machine" ]; then
		rm -f "$root/releases/.copied-$machine"
		cp -al "$root/releases/$now" "$root/releases/.incoming-$machine"
		echo "$now" > "$root/releases/.copied-$machine"
	fi
	;;
esac
