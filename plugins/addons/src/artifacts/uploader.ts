/**
 * The command `artifacts`, unless the machine has one: with a bucket it copies by
 * the aws command, else to the storage of this installation with the job's token.
 */
export const uploader = `if ! type artifacts &>/dev/null; then
artifacts() (
  set +e
  count=0
  IFS=:
  for pattern in $ARTIFACTS_PATHS; do
    IFS=
    for place in $pattern; do
      while IFS= read -r -d '' file; do
        size="$(wc -c <"$file")"
        if [[ "$size" -gt "\${ARTIFACTS_MAX_SIZE%.*}" ]]; then
          echo "too big: $file"
          continue
        fi
        target="\${ARTIFACTS_TARGET_PATHS%%:*}/\${file#./}"
        if [[ -n "\${ARTIFACTS_BUCKET:-}" ]]; then
          AWS_ACCESS_KEY_ID="\${ARTIFACTS_KEY:-\${AWS_ACCESS_KEY_ID:-}}" AWS_SECRET_ACCESS_KEY="\${ARTIFACTS_SECRET:-\${AWS_SECRET_ACCESS_KEY:-}}" \\
            aws s3 cp "$file" "s3://$ARTIFACTS_BUCKET/$target" --region "\${ARTIFACTS_S3_REGION:-us-east-1}" --only-show-errors
        elif [[ -n "\${TURNPIKE_STORAGE_URL:-}" ]]; then
          travis_storage put "$TURNPIKE_STORAGE_URL/artifacts/$(travis_url_path "$target")" "$file"
        else
          echo "there is no place for artifacts: neither a bucket nor a storage of this installation"
          exit 1
        fi
        if [[ $? -eq 0 ]]; then
          count=$((count + 1))
          echo "uploaded $file"
        else
          echo "could not upload $file"
        fi
      done < <(find "$place" -type f -print0 2>/dev/null)
    done
    IFS=:
  done
  echo "$count files uploaded"
)
fi`;
