// What the tests tell Thunderbird to do; the first argument says which. What is answered is plain JSON.

const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const { FileUtils } = ChromeUtils.importESModule("resource://gre/modules/FileUtils.sys.mjs");
const { NetUtil } = ChromeUtils.importESModule("resource://gre/modules/NetUtil.sys.mjs");

const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");

const TLS = Ci.nsMsgSocketType.SSL;
const PASSWORD = Ci.nsMsgAuthMethod.passwordCleartext;
const USES = { INBOX: "Inbox", DRAFTS: "Drafts", SENT: "SentMail", JUNK: "Junk", TRASH: "Trash", ARCHIVE: "Archive" };

/** What a listener of Thunderbird's hears at the end, as a promise. */
function ended(start) {
  return new Promise((resolve, reject) => {
    const end = status => Components.isSuccessCode(status) ? resolve() : reject(new Error(`ended with ${status}`));
    start({
      QueryInterface: ChromeUtils.generateQI(["nsIUrlListener", "nsIMsgCopyServiceListener", "nsIMsgSendListener"]),
      OnStartRunningUrl() {},
      OnStopRunningUrl: (url, status) => end(status),
      onStartCopy() {},
      onProgress() {},
      setMessageKey() {},
      getMessageId: () => null,
      onStopCopy: status => end(status),
      onStartSending() {},
      onStatus() {},
      onGetDraftFolderURI() {},
      onTransportSecurityError: (id, status, info, location) => reject(new Error(`TLS failed with ${status}`)),
      onSendNotPerformed: (id, status) => reject(new Error(`not sent: ${status}`)),
      onStopSending(id, status, text) {
        if (!Components.isSuccessCode(status)) {
          reject(new Error(`not sent: ${status} ${text}`));
        }
      },
    }, reject);
  });
}

/** Waits for what an expression tells, if that is not false or empty. */
async function until(expression) {
  for (let told = expression(); ; told = expression()) {
    if (told) {
      return told;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function account(key) {
  return MailServices.accounts.getAccount(key);
}

/** A folder by its path below the account, such as Work/2026. */
function folder(key, path) {
  const root = account(key).incomingServer.rootFolder;
  const found = path === "INBOX"
    ? root.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox)
    : path.split("/").reduce((at, name) => at?.getChildNamed(name), root);
  if (!found) {
    throw new Error(`no folder ${path}`);
  }
  return found;
}

function message(key, path, uid) {
  const found = [...folder(key, path).messages].find(each => each.messageKey === uid);
  if (!found) {
    throw new Error(`no message ${uid} in ${path}`);
  }
  return found;
}

/** Octets as a string of characters up to 255. */
function read(channel) {
  return new Promise((resolve, reject) => NetUtil.asyncFetch(channel, (stream, status) => {
    if (!Components.isSuccessCode(status)) {
      reject(new Error(`cannot read: ${status}`));
      return;
    }
    const length = stream.available();
    resolve(length ? NetUtil.readInputStreamToString(stream, length) : "");
  }));
}

async function trust(host, port, certificate) {
  const database = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
  Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService)
    .rememberValidityOverride(host, port, {}, database.constructX509FromBase64(certificate), false);
}

async function remember(origin, user, password) {
  const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
  login.init(origin, null, origin, user, password, "", "");
  await Services.logins.addLoginAsync(login);
}

const functions = {
  /** A new account, its certificate trusted and its password remembered, as a user would. */
  async account(type, port, smtpPort, user, password, certificate) {
    await trust("localhost", port, certificate);
    await trust("localhost", smtpPort, certificate);
    const server = MailServices.accounts.createIncomingServer(user, "localhost", type);
    server.port = port;
    server.socketType = TLS;
    server.authMethod = PASSWORD;
    const smtp = MailServices.outgoingServer.createServer("smtp");
    smtp.socketType = TLS;
    smtp.authMethod = PASSWORD;
    smtp.username = user;
    smtp.QueryInterface(Ci.nsISmtpServer);
    smtp.hostname = "localhost";
    smtp.port = smtpPort;
    await remember(`${server.localStoreType}://localhost`, user, password);
    await remember("smtp://localhost", user, password);
    const identity = MailServices.accounts.createIdentity();
    identity.email = user;
    identity.fullName = "Ann Grüße";
    identity.composeHtml = false;
    identity.smtpServerKey = smtp.key;
    identity.valid = true;
    const made = MailServices.accounts.createAccount();
    made.addIdentity(identity);
    made.incomingServer = server;
    server.valid = true;
    return made.key;
  },

  async removeAccount(key) {
    MailServices.accounts.removeAccount(account(key), true);
  },

  /** Logs in, as at its start. */
  async getNewMail(key) {
    await ended(listener => account(key).incomingServer.getNewMessages(folder(key, "INBOX"), null, listener));
  },

  /** The use of each folder by its path, an empty text if it has none. */
  async folders(key) {
    const root = account(key).incomingServer.rootFolder;
    const name = each => each.getFlag(Ci.nsMsgFolderFlags.Inbox) ? "INBOX" : each.name;
    const path = each => each.parent === root ? name(each) : `${path(each.parent)}/${name(each)}`;
    const use = each => Object.keys(USES).find(word => each.getFlag(Ci.nsMsgFolderFlags[USES[word]])) ?? "";
    return Object.fromEntries(root.descendants.map(each => [path(each), use(each)]));
  },

  async messages(key, path) {
    return [...folder(key, path).messages].map(each => ({
      uid: each.messageKey,
      subject: each.mime2DecodedSubject,
      author: each.mime2DecodedAuthor,
      size: each.messageSize,
      read: each.isRead,
      flagged: each.isFlagged,
      answered: Boolean(each.flags & Ci.nsMsgMessageFlags.Replied),
      tags: each.getStringProperty("keywords").split(" ").filter(word => word.startsWith("$label")),
      kept: Boolean(each.flags & Ci.nsMsgMessageFlags.Offline),
    }));
  },

  /** A message's octets, without the lines that its own store keeps in front of them. */
  async octets(key, path, uid) {
    const uri = folder(key, path).getUriForMsg(message(key, path, uid));
    const url = MailServices.messageServiceFromURI(uri).getUrlForUri(uri, null);
    const stored = await read({ uri: url, loadUsingSystemPrincipal: true });
    return stored.replace(/^(X-(Mozilla-\S+|Account-Key|UIDL): .*\r?\n)+/, "");
  },

  /** The text that a user would read, and the attachments with their octets. */
  async content(key, path, uid) {
    const { MsgHdrToMimeMessage } = ChromeUtils.importESModule("resource:///modules/gloda/MimeMessage.sys.mjs");
    const one = folder(key, path);
    const parsed = await new Promise(resolve =>
      MsgHdrToMimeMessage(message(key, path, uid), null, (header, mime) => resolve(mime), true));
    const attachments = [];
    for (const each of parsed.allUserAttachments) {
      attachments.push({
        name: each.name,
        type: each.contentType,
        octets: await read({ uri: each.url, loadUsingSystemPrincipal: true }),
      });
    }
    return { text: parsed.coerceBodyToPlaintext(one), attachments };
  },

  /** Shows a message in its window as a user sees it, and tells the text there. */
  async open(key, path, uid) {
    const window = Services.wm.getMostRecentWindow("mail:3pane");
    const panes = window.document.getElementById("tabmail").currentAbout3Pane;
    panes.displayFolder(folder(key, path));
    const view = await until(() => panes.gDBView?.viewFolder === folder(key, path) && panes.gDBView);
    const header = message(key, path, uid);
    panes.threadTree.selectedIndex = view.findIndexOfMsgHdr(header, true);
    const shown = panes.messageBrowser.contentWindow;
    const text = () => shown.getMessagePaneBrowser().contentDocument?.body?.textContent ?? "";
    await until(() => text().includes(header.mime2DecodedSubject));
    return text();
  },

  async markRead(key, path, uid) {
    folder(key, path).markMessagesRead([message(key, path, uid)], true);
  },

  async markFlagged(key, path, uid) {
    folder(key, path).markMessagesFlagged([message(key, path, uid)], true);
  },

  async markAnswered(key, path, uid) {
    const replied = Ci.nsIMsgFolder.nsMsgDispositionState_Replied;
    folder(key, path).addMessageDispositionState(message(key, path, uid), replied);
  },

  async tag(key, path, uid, keyword) {
    folder(key, path).addKeywordsToMessages([message(key, path, uid)], keyword);
  },

  async copy(key, from, uid, to, move) {
    const [source, target] = [folder(key, from), folder(key, to)];
    const headers = [message(key, from, uid)];
    await ended(listener => MailServices.copy.copyMessages(source, headers, target, move, listener, null, false));
  },

  /** To the trash, as the key for it does. */
  async remove(key, path, uid) {
    const one = folder(key, path);
    const headers = [message(key, path, uid)];
    await ended(listener => one.deleteMessages(headers, null, false, false, listener, false));
  },

  async createFolder(key, name) {
    account(key).incomingServer.rootFolder.createSubfolder(name, null);
  },

  async renameFolder(key, path, name) {
    folder(key, path).rename(name, null);
  },

  async deleteFolder(key, path) {
    folder(key, path).deleteSelf(null);
  },

  /** The subjects of what the server finds. */
  async search(key, path, attribute, text) {
    const session = Cc["@mozilla.org/messenger/searchSession;1"].createInstance(Ci.nsIMsgSearchSession);
    session.addScopeTerm(Ci.nsMsgSearchScope.onlineMail, folder(key, path));
    const term = session.createTerm();
    term.attrib = Ci.nsMsgSearchAttrib[attribute];
    term.op = Ci.nsMsgSearchOp.Contains;
    const value = term.value;
    value.attrib = term.attrib;
    value.str = text;
    term.value = value;
    session.appendTerm(term);
    return new Promise((resolve, reject) => {
      const found = [];
      session.registerListener({
        QueryInterface: ChromeUtils.generateQI(["nsIMsgSearchNotify"]),
        onSearchHit: header => found.push(header.mime2DecodedSubject),
        onSearchDone: status => Components.isSuccessCode(status) ? resolve(found) : reject(new Error(`${status}`)),
        onNewSearch() {},
      });
      session.search(null);
    });
  },

  /** Sends, with a copy in the folder for that, or keeps a draft. */
  async compose(key, to, subject, text, attachment, draft) {
    const { identities } = account(key);
    const fields = Cc["@mozilla.org/messengercompose/composefields;1"].createInstance(Ci.nsIMsgCompFields);
    fields.from = `${identities[0].fullName} <${identities[0].email}>`;
    fields.to = to;
    fields.subject = subject;
    if (attachment) {
      const one = Cc["@mozilla.org/messengercompose/attachment;1"].createInstance(Ci.nsIMsgAttachment);
      one.url = Services.io.newFileURI(new FileUtils.File(attachment)).spec;
      one.name = PathUtils.filename(attachment);
      fields.addAttachment(one);
    }
    const send = Cc["@mozilla.org/messengercompose/send;1"].createInstance(Ci.nsIMsgSend);
    const mode = draft ? Ci.nsIMsgSend.nsMsgSaveAsDraft : Ci.nsIMsgSend.nsMsgDeliverNow;
    await ended((listener, reject) => send.createAndSendMessage(null, identities[0], key, fields, false, false, mode,
      null, "text/plain", text, null, null, listener, "", "", Ci.nsIMsgCompType.New).catch(reject));
  },
};

return functions[arguments[0]](...Array.prototype.slice.call(arguments, 1));
