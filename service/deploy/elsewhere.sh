# Read by the scripts that make backups: bring a copy elsewhere, fetch it back, compare each byte.

# bring_elsewhere FOLDER NAME TO WORK: `tried` is then the copy to be tried, the fetched one where there is a place.
# TO is empty, rclone:REMOTE:folder, or what rsync takes. Nothing is kept there for longer than 30 days.
bring_elsewhere() {
  tried=$1/$2
  case $3 in
  '') echo "Bản sao lưu chỉ nằm ở máy này." && return ;;
  rclone:*)
    rclone copyto "$1/$2" "${3#rclone:}/$2"
    rclone copyto "${3#rclone:}/$2" "$4/$2"
    rclone delete --min-age 30d --include '*.copy' "${3#rclone:}"
    ;;
  *)
    # Should the copies here be lost, those there are not: five a night may go, no more.
    rsync -rt --chmod=F600 --include='*.copy' --exclude='*' --delete --max-delete=5 "$1/" "$3/"
    rsync -t "$3/$2" "$4/$2"
    ;;
  esac
  cmp "$1/$2" "$4/$2"
  tried=$4/$2
  echo "Đã chép sang $3 và đọc lại đúng từng byte."
}
