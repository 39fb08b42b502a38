internal import Glibc

/// An error number of the system in words: those that a user can do something about in Chinese, all in the system's own.
public enum SystemReason {
  public static func words(_ number: Int32) -> String {
    let own = String(cString: strerror(number))
    return known[number].map { "\($0)（\(own)）" } ?? own
  }

  private static let known: [Int32: String] = [
    EACCES: "没有权限", EPERM: "系统不允许", EROFS: "文件系统只读", ENOSPC: "磁盘已满", EDQUOT: "超过磁盘配额", EFBIG: "超过文件大小上限",
    EIO: "磁盘或网络读写出错", EMFILE: "打开的文件太多", ENFILE: "全机打开的文件太多", ENOMEM: "内存不足", ENOENT: "不存在",
    ENOTDIR: "路径中有一段不是文件夹", EISDIR: "是文件夹", ENAMETOOLONG: "路径太长", ELOOP: "符号链接成环", EBUSY: "正被占用",
    ESTALE: "网络文件系统的文件已失效", ETIMEDOUT: "网络文件系统没有回应", EBADF: "没有打开", EAGAIN: "系统资源暂时不足", ENOTEMPTY: "文件夹不是空的",
    EEXIST: "已经存在", EXDEV: "不在同一文件系统",
  ]
}
