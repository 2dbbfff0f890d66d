const known =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|tsv|txt|md|log|json|xml|ya?ml|html?|zip|gz|tar|tgz|7z|rar|png|jpe?g|gif|webp|svg|heic|tiff?|bmp|mp[34]|m4a|mov|avi|mkv|webm|wav|ogg|eml|msg|ics|vcf|sql|ps|eps|psd|ai|key|pages|numbers|php|aspx?|jsp)$/i;

/** What kind of file it is, ".pdf"; empty where what follows the last dot is no known kind: it may be a name. */
export const endingOf = (name: string): string => known.exec(name)?.[0] ?? '';
